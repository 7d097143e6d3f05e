import type { FormName } from '../template/forms.ts';
import { referenceName } from '../template/reference.ts';
import type { Segment, Template } from '../template/template.ts';
import type { Verdict } from './verdict.ts';

/** One piece of a pattern: a character, a wildcard, or something that is known by name only. */
type Token =
  | { readonly kind: 'character'; readonly text: string }
  | {
      readonly kind: 'any';
      /** Stands for text, not for a resource of the same template: what a parameter can be. */
      readonly plain?: boolean;
      /** Stands for an account, a Region or an id: for text without `:` and `/`. */
      readonly word?: boolean;
    }
  | {
      readonly kind: 'one';
      /** As of `any`. */
      readonly word?: boolean;
    }
  | {
      readonly kind: 'name';
      readonly text: string;
      /** Whether it could stand for any text, as far as is known. */
      readonly loose: boolean;
      /** Whether it stands for an account, a Region or an id. */
      readonly word?: boolean;
      /** Whether it stands for some text, not for none. */
      readonly filled?: boolean;
    };

/** A text with wildcards and names, ready to be compared. */
export type Pattern = readonly Token[];

/** Variables that IAM itself fills in: `${aws:PrincipalAccount}`. */
const VARIABLE = /\$\{[^{}]*\}/g;

/**
 * Makes a pattern of a value.
 *
 * @param wildcards whether `*` and `?` are wildcards, as in resources and in `StringLike`.
 */
export function patternOf(value: Template, wildcards = true): Pattern {
  return value.flatMap((segment) => tokens(segment, wildcards));
}

const WORDS: readonly FormName[] = ['account', 'region', 'partition', 'flow-id'];

function tokens(segment: Segment, wildcards: boolean): readonly Token[] {
  switch (segment.kind) {
    case 'text':
      return textTokens(segment.text, wildcards);
    case 'open':
      return [
        {
          kind: 'name',
          text: `<${segment.question.key}>`,
          loose: true,
          word: WORDS.includes(segment.question.form),
        },
      ];
    case 'after':
      return [
        {
          kind: 'name',
          text: `${segment.mark} ${referenceName(segment.reference)}`,
          loose: true,
        },
      ];
    case 'reference': {
      const { reference } = segment;
      const loose = reference.kind === 'deployment' || reference.likeness?.of !== 'type';
      const word = reference.kind === 'deployment';
      return [{ kind: 'name', text: referenceName(reference), loose, word }];
    }
  }
}

function textTokens(text: string, wildcards: boolean): readonly Token[] {
  const found: Token[] = [];
  let end = 0;
  const characters = (part: string) => {
    for (const character of part) {
      found.push(
        character === '*' && wildcards
          ? { kind: 'any' }
          : character === '?' && wildcards
            ? { kind: 'one' }
            : { kind: 'character', text: character },
      );
    }
  };
  for (const match of text.matchAll(VARIABLE)) {
    characters(text.slice(end, match.index));
    found.push({ kind: 'name', text: match[0], loose: true });
    end = match.index + match[0].length;
  }
  characters(text.slice(end));
  return found;
}

/**
 * Whether a pattern matches everything that a value stands for. A `*` in the value is matched by
 * a `*` only.
 */
export function covers(pattern: Pattern, value: Pattern): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let mark = 0;
  while (index < value.length) {
    const token = pattern[at];
    const piece = value[index];
    if (token?.kind === 'any') {
      star = at;
      mark = index;
      at += 1;
    } else if (token !== undefined && piece !== undefined && matchesOne(token, piece)) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      mark += 1;
      index = mark;
      at = star + 1;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(({ kind }) => kind === 'any');
}

function matchesOne(token: Token, piece: Token): boolean {
  switch (token.kind) {
    case 'any':
      return false;
    case 'one':
      return (
        piece.kind === 'one' ||
        (piece.kind === 'character' && !(token.word === true && /[:/]/.test(piece.text)))
      );
    case 'character':
      return piece.kind === 'character' && piece.text === token.text;
    case 'name':
      return piece.kind === 'name' && piece.text === token.text;
  }
}

/** Names that could stand for any text become wildcards, and a value's own `*` stays what it is. */
export function loosened(pattern: Pattern, keepWildcards = false): Pattern {
  return pattern.flatMap((token): Pattern => {
    if (token.kind === 'name' && token.loose) {
      const word = token.word === true;
      const any = { kind: 'any', plain: true, word } as const;
      return token.filled === true ? [{ kind: 'one', word }, any] : [any];
    }
    return [
      token.kind === 'any' && keepWildcards ? { kind: 'name', text: '*', loose: false } : token,
    ];
  });
}

/** Whether there is a text that both patterns match. */
export function overlaps(one: Pattern, other: Pattern): boolean {
  let start = 0;
  for (;;) {
    const [first, second] = [one[start], other[start]];
    if (first === undefined && second === undefined) {
      return true;
    }
    if (first?.kind === 'any' || second?.kind === 'any') {
      break;
    }
    if (first === undefined || second === undefined || !meets(first, second)) {
      return false;
    }
    start += 1;
  }
  return overlapsFrom(one.slice(start), other.slice(start));
}

/** By rows of a table: whether the rest of one and the rest of the other have a text in common. */
function overlapsFrom(one: Pattern, other: Pattern): boolean {
  let below: boolean[] = [];
  for (let row = one.length; row >= 0; row -= 1) {
    const current: boolean[] = [];
    for (let column = other.length; column >= 0; column -= 1) {
      const [first, second] = [one[row], other[column]];
      if (first === undefined && second === undefined) {
        current[column] = true;
      } else if (first?.kind === 'any') {
        current[column] =
          below[column] === true || (takes(first, second) && current[column + 1] === true);
      } else if (second?.kind === 'any') {
        current[column] =
          current[column + 1] === true || (takes(second, first) && below[column] === true);
      } else {
        current[column] =
          first !== undefined &&
          second !== undefined &&
          meets(first, second) &&
          below[column + 1] === true;
      }
    }
    below = current;
  }
  return below[0] === true;
}

function takes(wildcard: Token, piece: Token | undefined): boolean {
  if (piece === undefined || wildcard.kind !== 'any') {
    return false;
  }
  const isOther = wildcard.plain === true && piece.kind === 'name' && !piece.loose;
  const isBorder = wildcard.word === true && piece.kind === 'character' && /[:/]/.test(piece.text);
  return !isOther && !isBorder;
}

function meets(one: Token, other: Token): boolean {
  return matchesOne(one, other) || matchesOne(other, one);
}

/** Whether a pattern matches all that a value stands for; names that are not known may be anything. */
export function coverVerdict(wide: Pattern, narrow: Pattern): Verdict {
  if (covers(wide, narrow)) {
    return 'yes';
  }
  return overlaps(loosened(wide), loosened(narrow, true)) &&
    [...wide, ...narrow].some((token) => token.kind === 'name' && token.loose)
    ? 'perhaps'
    : 'no';
}

/** The same pattern in small letters. */
export function lowerCase(pattern: Pattern): Pattern {
  return pattern.map((token) =>
    token.kind === 'character' ? { ...token, text: token.text.toLowerCase() } : token,
  );
}
