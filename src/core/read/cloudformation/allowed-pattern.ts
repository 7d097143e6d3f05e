/** A character of a pattern that stands for itself: nothing that repeats it follows. */
const LITERAL = /^(?:\\([^A-Za-z0-9])|([^\\^$.|?*+()[\]{}]))(?![?*+{])/;

/** A pattern that is nothing but one set of characters, as often as it may come. */
const ONE_SET = /^\^?(?:\[([^\\^[\]]*)\]|\\[wd])(?:[+*]|\{\d{1,5}(?:,\d{0,5})?\})?\$?$/;

/** So much of a pattern is looked at; identifiers are shorter. */
const MOST_CHARACTERS = 500;

/**
 * What the `AllowedPattern` of a parameter says of all its values: the text that they begin with,
 * with `?` for the rest, or `¿` for text without `:`, `/` and `.`. The pattern is a stranger's: it
 * is read and never run.
 *
 * @returns undefined where the pattern says neither.
 */
export function formOfPattern(pattern: string): string | undefined {
  const set = pattern.length > MOST_CHARACTERS ? undefined : ONE_SET.exec(pattern);
  if (set) {
    return hasSeparator(set[1] ?? '') ? undefined : '¿';
  }
  // Any alternative may begin otherwise.
  if (/[|]/.test(pattern)) {
    return undefined;
  }
  let rest = pattern.slice(0, MOST_CHARACTERS).replace(/^\^/, '');
  let head = '';
  for (let match = LITERAL.exec(rest); match !== null; match = LITERAL.exec(rest)) {
    head += match[1] ?? match[2] ?? '';
    rest = rest.slice(match[0].length);
  }
  return head === '' ? undefined : `${head}?`;
}

/** Whether a set of characters has one that separates the parts of an ARN or of an id. */
function hasSeparator(set: string): boolean {
  const ranges = set.matchAll(/(.)-(.)|(.)/gs);
  return [...ranges].some(([, from, to, one]) =>
    [':', '/', '.'].some((character) =>
      from !== undefined && to !== undefined
        ? from <= character && character <= to
        : one === character,
    ),
  );
}
