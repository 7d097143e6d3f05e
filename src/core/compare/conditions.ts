import type { Condition } from '../flow/need.ts';
import type { GrantedCondition, GrantedStatement } from '../granted/granted.ts';
import { literal, type Template } from '../template/template.ts';
import { isAlwaysPresent, type KeyState, statesOf } from './context-keys.ts';
import { holdsWithout, type Operator, operatorOf } from './operator.ts';
import { coverVerdict, lowerCase, type Pattern, patternOf } from './pattern.ts';
import { arnPatternOf, arnVerdict } from './pattern-arn.ts';
import type { Normalise, Request } from './request.ts';
import { allOf, anyOf, eitherOf, not, type Verdict } from './verdict.ts';

/** Whether a condition of a statement is met by a call. */
export function conditionVerdict(
  { operator: name, key, values, mayHaveMore }: GrantedCondition,
  effect: GrantedStatement['effect'],
  request: Request,
  normalise: Normalise,
): Verdict {
  const operator = operatorOf(name);
  if (operator === undefined) {
    return 'no';
  }
  if (mayHaveMore === true) {
    return 'perhaps';
  }
  const wanted = values.map(({ template }) => template);
  const states = statesOf(key, request);
  const verdicts = states.map((state) => stateVerdict(operator, state, wanted, normalise));
  // A need with several values is for calls with each of them.
  return effect === 'Allow' && states.every(({ kind }) => kind === 'value')
    ? allOf(verdicts)
    : eitherOf(verdicts);
}

function stateVerdict(
  operator: Operator,
  state: KeyState,
  wanted: readonly Template[],
  normalise: Normalise,
): Verdict {
  if (operator.family === 'null') {
    return anyOf(wanted.map((value) => nullVerdict(value, state.kind === 'absent')));
  }
  switch (state.kind) {
    case 'absent':
      return withoutVerdict(operator);
    case 'some-value':
      return 'perhaps';
    case 'value':
      return valueVerdict(operator, state.value, wanted, normalise);
  }
}

function nullVerdict(wanted: Template, isAbsent: boolean): Verdict {
  const text = literal(wanted)?.toLowerCase();
  return text === undefined ? 'perhaps' : text === String(isAbsent) ? 'yes' : 'no';
}

function withoutVerdict(operator: Operator): Verdict {
  // AWS does not say what `IfExists` adds to `ForAnyValue`, which a lacking key never meets.
  const isUnclear = operator.quantifier === 'ForAnyValue' && operator.ifExists;
  return isUnclear ? 'perhaps' : holdsWithout(operator) ? 'yes' : 'no';
}

function valueVerdict(
  { family, isNegative, takesWildcards, ignoresCase }: Operator,
  value: Template,
  wanted: readonly Template[],
  normalise: Normalise,
): Verdict {
  const prepare = (text: Template, wildcards: boolean) => {
    const pattern = patternOf(normalise(text), wildcards);
    return ignoresCase ? lowerCase(pattern) : pattern;
  };
  const narrow = withoutUnknownIds(prepare(value, true));
  const one = (wide: Template): Verdict => {
    const plain = coverVerdict(prepare(wide, takesWildcards), narrow);
    switch (family) {
      case 'string':
        return plain;
      case 'bool':
        return [wide, value].map(normalise).every(isTruth) ? plain : 'no';
      case 'arn':
        // What is no ARN never equals one; whether it differs from one, AWS does not say.
        return [wide, value].map(normalise).some(isNoArn)
          ? isNegative || plain !== 'no'
            ? 'perhaps'
            : 'no'
          : arnVerdict(
              plain,
              arnPatternOf(normalise(wide)),
              arnPatternOf(normalise(value)),
              withoutUnknownIds,
            );
      case 'null':
      case 'other':
        // Numbers, dates and addresses are not known of any call.
        return 'perhaps';
    }
  };
  const verdict = anyOf(wanted.map(one));
  return isNegative ? not(verdict) : verdict;
}

/** A `*` in what the flow presents stands for an id that is not known yet. */
function withoutUnknownIds(pattern: Pattern): Pattern {
  return pattern.map((token) =>
    token.kind === 'any'
      ? ({ kind: 'name', text: '<flow-id>', loose: true, word: true } as const)
      : token,
  );
}

function isNoArn(value: Template): boolean {
  const text = literal(value);
  return text !== undefined && !/^arn(?::[^:]*){4}:./.test(text);
}

/** `true`, `false`, or a value that is not known and may be either. */
function isTruth(value: Template): boolean {
  return /^(?:true|false)$/i.test(literal(value) ?? 'true');
}

/**
 * Whether conditions hold every call that they let through to some values of a key: a call that
 * lacks the key must not get through either.
 */
export function confines(
  conditions: readonly GrantedCondition[],
  { key, values }: Condition,
  covers: (wide: Template, narrow: Template) => Verdict,
): boolean {
  const about = conditions.filter((has) => has.key.toLowerCase() === key.toLowerCase());
  const isDemanded =
    isAlwaysPresent(key) ||
    about.some(
      (has) =>
        operatorOf(has.operator)?.family === 'null' &&
        allOf(has.values.map(({ template }) => nullVerdict(template, false))) === 'yes',
    );
  return about.some((has) => {
    const operator = operatorOf(has.operator);
    return (
      operator !== undefined &&
      operator.family !== 'null' &&
      !operator.isNegative &&
      (isDemanded || !holdsWithout(operator)) &&
      has.values.every(({ template }) => values.some((wide) => covers(wide, template) !== 'no'))
    );
  });
}

/** The operators of conditions on a key that calls without the key get past. */
export function operatorsWithout(
  conditions: readonly GrantedCondition[],
  key: string,
): readonly string[] {
  return conditions
    .filter((has) => has.key.toLowerCase() === key.toLowerCase())
    .map(({ operator }) => operator)
    .filter((name) => {
      const operator = operatorOf(name);
      return operator !== undefined && !operator.isNegative && holdsWithout(operator);
    });
}
