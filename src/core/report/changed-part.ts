/** What lies between the ends that two texts share: `[start, endBefore)` became `[start, endAfter)`. */
export interface ChangedPart {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** The smallest part that changed and whose ends cut no character and no line break in two. */
export function changedPart(before: string, after: string): ChangedPart {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) {
    head += 1;
  }
  if (isWithinUnit(before, head) || isWithinUnit(after, head)) {
    head -= 1;
  }
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail += 1;
  }
  if (isWithinUnit(before, before.length - tail) || isWithinUnit(after, after.length - tail)) {
    tail -= 1;
  }
  return { start: head, endBefore: before.length - tail, endAfter: after.length - tail };
}

/** Whether an offset stands between the two halves of a surrogate pair or of a CRLF. */
function isWithinUnit(text: string, offset: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(
    text.slice(Math.max(offset - 1, 0), offset + 1),
  );
}
