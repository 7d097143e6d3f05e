/**
 * A text without what ends it, as long as a rule says so of each character. `/x+$/` would look for
 * an end behind every single one, which takes quadratic time.
 */
export function trimEndWhile(text: string, isTrimmed: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0 && isTrimmed(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** A text without one character at its ends, however often it stands there. */
export function trimOf(text: string, character: string): string {
  let start = 0;
  while (text.charAt(start) === character) {
    start += 1;
  }
  return trimEndWhile(text.slice(start), (each) => each === character);
}
