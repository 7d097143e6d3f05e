import { ACCOUNT, parseArn, REGION } from '../arn/arn.ts';
import type { Condition } from '../flow/need.ts';
import type { GrantedCondition, GrantedPrincipal, GrantedStatement } from '../granted/granted.ts';
import { likeness, literal, type Template, template } from '../template/template.ts';
import { isKeyOf } from './catalogue.ts';
import { covers, loosened, overlaps, type Pattern, patternOf } from './pattern.ts';

/** `perhaps`: it depends on something that the files do not say. */
export type Verdict = 'yes' | 'no' | 'perhaps';

/** One call that a flow makes, as IAM sees it. */
export interface Request {
  /** Who calls; missing for the role itself. */
  readonly principal?: GrantedPrincipalName;
  readonly action: string;
  /** Missing for the trust policy. */
  readonly resource?: Template;
  /** What is known about the call, by condition key. */
  readonly context: readonly Pick<Condition, 'key' | 'values'>[];
}

export interface GrantedPrincipalName {
  readonly type: 'Service' | 'AWS';
  readonly name: Template;
}

/** Brings a value into the spelling in which values are compared. */
export type Normalise = (value: Template) => Template;

/** Judges calls by statements. */
export interface Judge {
  /** Whether a statement is about a call: principal, action, resource and conditions. */
  matches(statement: GrantedStatement, request: Request): Verdict;
  /** Whether its conditions hold for a call. */
  conditions(statement: GrantedStatement, request: Request): Verdict;
  /** Whether one of its actions is that of the call. */
  action(pattern: Template, action: string): Verdict;
  covers(pattern: Template, value: Template): Verdict;
  overlaps(one: Template, other: Template): boolean;
  /** The form of a value: references look like what they stand for, or like anything. */
  shapeOf(value: Template): Pattern;
}

/** Makes a judge that compares values in one spelling. */
export function judgeWith(normalise: Normalise): Judge {
  const prepared = new WeakMap<Template, Pattern>();
  const pattern = (value: Template) => {
    const known = prepared.get(value);
    const made = known ?? patternOf(normalise(value));
    prepared.set(value, made);
    return made;
  };
  const texts = new WeakMap<Pattern, string | undefined>();
  const textOf = (value: Pattern) => {
    if (!texts.has(value)) {
      texts.set(value, plainText(value));
    }
    return texts.get(value);
  };
  /** Whether two values without wildcards and names are one text: most are, in large roles. */
  const sameText = (one: Pattern, other: Pattern) => {
    const [first, second] = [textOf(one), textOf(other)];
    return first === undefined || second === undefined ? undefined : first === second;
  };
  const coversValue = (wide: Template, narrow: Template): Verdict => {
    const same = sameText(pattern(wide), pattern(narrow));
    return same === undefined ? coverVerdict(pattern(wide), pattern(narrow)) : same ? 'yes' : 'no';
  };

  const action = (wanted: Template, name: string): Verdict =>
    coverVerdict(lowerCase(pattern(wanted)), patternOf(template(name.toLowerCase())));

  const actions = ({ actions: patterns, notActions }: GrantedStatement, request: Request) =>
    listVerdict(
      patterns.map(({ template: wanted }) => action(wanted, request.action)),
      notActions,
    );

  const resources = (statement: GrantedStatement, request: Request): Verdict => {
    const { resources: patterns, notResources } = statement;
    const { resource } = request;
    if (resource === undefined) {
      return 'yes';
    }
    if (notResources) {
      return patterns.some(({ template: left }) => overlaps(pattern(left), pattern(resource)))
        ? 'no'
        : 'yes';
    }
    return anyOf(patterns.map(({ template: wanted }) => coversValue(wanted, resource)));
  };

  const conditions = (statement: GrantedStatement, request: Request): Verdict =>
    allOf(statement.conditions.map((condition) => conditionVerdict(condition, request, normalise)));

  return {
    matches(statement, request) {
      return allOf([
        principalVerdict(statement.principals, request.principal, coversValue),
        actions(statement, request),
        resources(statement, request),
        conditions(statement, request),
      ]);
    },
    conditions,
    action,
    covers: coversValue,
    overlaps: (one, other) =>
      sameText(pattern(one), pattern(other)) ??
      overlaps(loosened(pattern(one)), loosened(pattern(other))),
    shapeOf: (value) => shapeOf(normalise(value)),
  };
}

function plainText(pattern: Pattern): string | undefined {
  let text = '';
  for (const token of pattern) {
    if (token.kind !== 'character') {
      return undefined;
    }
    text += token.text;
  }
  return text;
}

function shapeOf(value: Template): Pattern {
  return value.flatMap((segment): Pattern => {
    if (segment.kind === 'text') {
      return patternOf([segment]);
    }
    const like = segment.kind === 'reference' ? likeness([segment]) : undefined;
    return like === undefined || like === '' ? [{ kind: 'any' }] : patternOf(template(like));
  });
}

function coverVerdict(wide: Pattern, narrow: Pattern): Verdict {
  if (covers(wide, narrow)) {
    return 'yes';
  }
  return overlaps(loosened(wide), loosened(narrow, true)) &&
    [...wide, ...narrow].some((token) => token.kind === 'name' && token.loose)
    ? 'perhaps'
    : 'no';
}

function lowerCase(pattern: Pattern): Pattern {
  return pattern.map((token) =>
    token.kind === 'character' ? { ...token, text: token.text.toLowerCase() } : token,
  );
}

export function allOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('no') ? 'no' : verdicts.includes('perhaps') ? 'perhaps' : 'yes';
}

export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('yes') ? 'yes' : verdicts.includes('perhaps') ? 'perhaps' : 'no';
}

export function not(verdict: Verdict): Verdict {
  switch (verdict) {
    case 'yes':
      return 'no';
    case 'no':
      return 'yes';
    case 'perhaps':
      return 'perhaps';
  }
}

function listVerdict(verdicts: readonly Verdict[], isLeftOut: boolean): Verdict {
  return isLeftOut ? not(anyOf(verdicts)) : anyOf(verdicts);
}

function principalVerdict(
  principals: readonly GrantedPrincipal[] | undefined,
  wanted: GrantedPrincipalName | undefined,
  coversValue: (wide: Template, narrow: Template) => Verdict,
): Verdict {
  if (wanted === undefined || principals === undefined) {
    return wanted === undefined ? 'yes' : 'no';
  }
  return anyOf(
    principals.map(({ type, template: name }) => {
      if (literal(name) === '*' && (type === '*' || type === 'AWS')) {
        return 'yes';
      }
      return type === wanted.type ? coversValue(name, wanted.name) : 'no';
    }),
  );
}

/**
 * What is known about every call of a role: the account of the resource, the Region in which the
 * call is made, and that it is made over TLS.
 */
function knownContext({ resource, context }: Request): Request['context'] {
  const arn = resource && parseArn(resource);
  const account = arn && arn.account.length > 0 ? [arn.account] : undefined;
  const anywhere = arn?.region.some(
    (segment) => segment.kind === 'text' && segment.text.includes('*'),
  );
  const region = arn && arn.region.length > 0 && !anywhere ? [arn.region] : undefined;
  return [
    ...context,
    ...(account ? [{ key: 'aws:ResourceAccount', values: account }] : []),
    ...(region ? [{ key: 'aws:RequestedRegion', values: region }] : []),
    { key: 'aws:PrincipalAccount', values: [template(ACCOUNT)] },
    { key: 'aws:SecureTransport', values: [template('true')] },
    ...(resource !== undefined && arn === undefined
      ? [{ key: 'aws:RequestedRegion', values: [template(REGION)] }]
      : []),
  ];
}

/** Keys that calls of a role carry only where the need says so, or never. */
const DECIDED =
  /^(?:bedrock:(?:inferenceprofilearn|promptrouterarn)|aws:(?:source(?:arn|account|owner|org\w+)|multifactorauth\w+|username|requesttag\/.*|tagkeys))$/i;

function conditionVerdict(
  { operator, key, values }: GrantedCondition,
  request: Request,
  normalise: Normalise,
): Verdict {
  const [, quantifier, name, ifExists] =
    /^(ForAnyValue:|ForAllValues:)?([A-Za-z]+?)(IfExists)?$/.exec(operator) ?? [];
  const known = knownContext(request).find(
    (entry) => entry.key.toLowerCase() === key.toLowerCase(),
  );
  if (known === undefined) {
    // Whom a trust policy lets in is known with all that comes with it; calls of a role can carry
    // more than the flow says, such as tags.
    const isCarried =
      request.principal === undefined && !DECIDED.test(key) && isKeyOf(request.action, key);
    if (name === 'Null') {
      const isWanted = values.some(
        ({ template: value }) => literal(value)?.toLowerCase() === 'false',
      );
      const isDecided = request.principal === undefined && !isCarried;
      return isDecided ? (isWanted ? 'no' : 'yes') : 'perhaps';
    }
    const holdsWithout = ifExists !== undefined || quantifier === 'ForAllValues:';
    return isCarried || holdsWithout || name?.includes('Not') ? 'perhaps' : 'no';
  }
  const wanted = values.map(({ template: value }) => value);
  switch (name) {
    case 'Null':
      return wanted.some((value) => literal(value)?.toLowerCase() === 'false') ? 'yes' : 'no';
    case 'StringEquals':
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return heldBy(known.values, wanted, normalise, false, name !== 'StringEquals');
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return heldBy(known.values, wanted, normalise, true, false);
    case 'StringNotEquals':
    case 'StringNotEqualsIgnoreCase':
      return not(heldBy(known.values, wanted, normalise, false, name !== 'StringNotEquals'));
    case 'StringNotLike':
    case 'ArnNotLike':
    case 'ArnNotEquals':
      return not(heldBy(known.values, wanted, normalise, true, false));
    default:
      return 'no';
  }
}

/** Whether each value that the call can have is among those that are wanted. */
function heldBy(
  present: readonly Template[],
  wanted: readonly Template[],
  normalise: Normalise,
  wildcards: boolean,
  ignoreCase: boolean,
): Verdict {
  const prepare = (value: Template, isPattern: boolean) => {
    const pattern = patternOf(normalise(value), isPattern);
    return ignoreCase ? lowerCase(pattern) : pattern;
  };
  return allOf(
    present.map((value) => {
      // A `*` in what the flow presents stands for an id that is not known yet.
      const narrow = prepare(value, true).map((token) =>
        token.kind === 'any'
          ? ({ kind: 'name', text: '<flow-id>', loose: true, word: true } as const)
          : token,
      );
      return anyOf(wanted.map((wide) => coverVerdict(prepare(wide, wildcards), narrow)));
    }),
  );
}
