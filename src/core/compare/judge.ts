import { parseArn } from '../arn/arn.ts';
import type { GrantedPrincipal, GrantedStatement } from '../granted/granted.ts';
import { likeness, literal, soleReference, type Template, template } from '../template/template.ts';
import { isOneRegion } from './all-regions.ts';
import { conditionVerdict } from './conditions.ts';
import { coverVerdict, loosened, lowerCase, overlaps, type Pattern, patternOf } from './pattern.ts';
import { type ArnPattern, arnPatternOf, arnVerdict } from './pattern-arn.ts';
import type { GrantedPrincipalName, Normalise, Request } from './request.ts';
import { allOf, anyOf, not, type Verdict } from './verdict.ts';

/** Judges calls by statements. */
export interface Judge {
  /** Whether a statement is about a call: principal, action, resource and conditions. */
  matches(statement: GrantedStatement, request: Request): Verdict;
  /** Whether its conditions hold for a call. */
  conditions(statement: GrantedStatement, request: Request): Verdict;
  /** Whether one of its actions is that of the call. */
  action(pattern: Template, action: string): Verdict;
  covers(pattern: Template, value: Template): Verdict;
  /** Whether a resource of a statement has something in common with one that is needed. */
  overlaps(one: Template, needed: Template): boolean;
  /** A value in the spelling in which values are compared. */
  readonly normalise: Normalise;
  /** The form of a value: references look like what they stand for, or like anything. */
  shapeOf(value: Template): Pattern;
}

/** Makes a judge that compares values in one spelling. */
export function judgeWith(normalise: Normalise): Judge {
  const prepared = new WeakMap<Template, Pattern>();
  const pattern = (value: Template) => {
    const known = prepared.get(value);
    const made = known ?? resourcePattern(normalise(value));
    prepared.set(value, made);
    return made;
  };
  const arns = new WeakMap<Template, { readonly arn: ArnPattern | undefined }>();
  const arnPattern = (value: Template) => {
    const known = arns.get(value) ?? { arn: arnPatternOf(normalise(value)) };
    arns.set(value, known);
    return known.arn;
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
    return same === undefined
      ? arnVerdict(
          coverVerdict(pattern(wide), pattern(narrow)),
          arnPattern(wide),
          arnPattern(narrow),
        )
      : same
        ? 'yes'
        : 'no';
  };
  /** Whether a resource of a statement and what is needed have something in common. */
  const meets = (one: Template, needed: Template): boolean =>
    // An action without resources of its own is on "*", which then is a name and no pattern.
    literal(needed) === '*'
      ? coversValue(one, needed) !== 'no'
      : (sameText(pattern(one), pattern(needed)) ??
        overlaps(loosened(pattern(one)), loosened(pattern(needed))));

  const action = (wanted: Template, name: string): Verdict =>
    coverVerdict(lowerCase(pattern(wanted)), patternOf(template(name.toLowerCase())));

  const actions = ({ actions: patterns, notActions }: GrantedStatement, request: Request) =>
    listVerdict(
      patterns.map(({ template: wanted }) => action(wanted, request.action)),
      notActions,
    );

  /** Whether a call is on nothing of what `NotResource` names; of what is needed a part may be. */
  const leftOut = (left: Template, resource: Template): Verdict => {
    const covered = coversValue(left, resource);
    const isUnclear = arnPattern(left)?.isShort === true || meets(left, resource);
    return covered === 'no' && isUnclear ? 'perhaps' : not(covered);
  };

  const resources = (statement: GrantedStatement, request: Request): Verdict => {
    const { resources: patterns, notResources } = statement;
    const { resource } = request;
    if (resource === undefined) {
      return 'yes';
    }
    if (notResources) {
      return allOf(patterns.map(({ template: left }) => leftOut(left, resource)));
    }
    return anyOf(patterns.map(({ template: wanted }) => coversValue(wanted, resource)));
  };

  const conditions = (statement: GrantedStatement, request: Request): Verdict =>
    allOf([
      ...statement.conditions.map((condition) =>
        conditionVerdict(condition, statement.effect, request, normalise),
      ),
      statement.mayMatchLess === true ? 'perhaps' : 'yes',
    ]);

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
    overlaps: meets,
    normalise,
    shapeOf: (value) => shapeOf(normalise(value)),
  };
}

/** A pattern of a value in which a reference in the place of a Region stands for one, not for nothing. */
function resourcePattern(value: Template): Pattern {
  const arn = parseArn(value);
  const region = soleReference(arn?.region ?? []);
  if (region === undefined || !isOneRegion(region)) {
    return patternOf(value);
  }
  return value.flatMap((segment) =>
    patternOf([segment]).map((token) =>
      token.kind === 'name' && segment.kind === 'reference' && segment.reference === region
        ? { ...token, word: true, filled: true }
        : token,
    ),
  );
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
