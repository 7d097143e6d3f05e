/** A line with a key that stays its own while others come and go. */
export interface KeyedLine<Line> {
  readonly key: number;
  readonly line: Line;
}

/** Lines with their numbers as keys: for lists that are drawn anew as a whole. */
export function keyed<Line>(lines: readonly Line[]): readonly KeyedLine<Line>[] {
  return lines.map((line, key) => ({ key, line }));
}
