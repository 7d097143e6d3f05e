import { literal, splitTemplate, type Template, template } from '../template/template.ts';
import { coverVerdict, type Pattern, patternOf } from './pattern.ts';
import { allOf, type Verdict } from './verdict.ts';

const PARTS = 6;

/** A pattern of ARNs, ready to be compared part by part. */
export interface ArnPattern {
  readonly parts: readonly Pattern[];
  /** Whether it has fewer parts than ARNs have, the last of which stands for all that follow. */
  readonly isShort: boolean;
  /** Whether a wildcard stands in the type of the resource (`f*n/name`), where AWS allows none. */
  readonly hasOpenType: boolean;
}

/** Takes apart what begins as an ARN does; undefined for anything else. */
export function arnPatternOf(value: Template): ArnPattern | undefined {
  const parts = splitTemplate(value, ':', PARTS);
  const [head, , service = [], , , resource = []] = parts;
  if (head === undefined || literal(head) !== 'arn' || parts.length === 1) {
    return undefined;
  }
  const padded = [...parts, ...Array<Template>(PARTS - parts.length).fill(template('*'))];
  return {
    parts: padded.map((part) => patternOf(part)),
    isShort: parts.length < PARTS,
    // Names of buckets are no types.
    hasOpenType:
      literal(service) !== 's3' &&
      literal(resource) !== '*' &&
      /^[^:/]*[*?]/.test(resource[0]?.kind === 'text' ? resource[0].text : ''),
  };
}

/**
 * Whether a pattern of ARNs matches an ARN, where as texts it does or not (`plain`). IAM compares
 * ARNs part by part, so that a wildcard does not reach over a colon. Where the two ways differ, AWS
 * is not clear about what counts.
 *
 * @param prepare what is done to the parts of the narrow value.
 */
export function arnVerdict(
  plain: Verdict,
  wide: ArnPattern | undefined,
  narrow: ArnPattern | undefined,
  prepare: (pattern: Pattern) => Pattern = (pattern) => pattern,
): Verdict {
  // Where whole parts match, the texts match; but for parts that a short pattern leaves out.
  const isDecided = plain === 'no' && wide?.isShort !== true;
  if (wide === undefined || narrow === undefined || narrow.isShort || isDecided) {
    return plain;
  }
  const byParts = allOf(
    wide.parts.map((part, at) => coverVerdict(part, prepare(narrow.parts[at] ?? []))),
  );
  return byParts === plain && (plain === 'no' || !wide.hasOpenType) ? plain : 'perhaps';
}
