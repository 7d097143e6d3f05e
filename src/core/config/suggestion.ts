/** The name among some that a misspelt one most likely means; undefined where none is near. */
export function suggestionFor(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate) }))
    .filter((each) => each.distance <= Math.max(1, Math.floor(each.candidate.length / 3)))
    .sort((one, other) => one.distance - other.distance);
  return best?.candidate;
}

/** How many letters must be added, left out or replaced to make one word of the other. */
function distance(one: string, other: string): number {
  const bounded = one.slice(0, 40);
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= bounded.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const replaced = (row[to - 1] ?? 0) + (bounded[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[other.length] ?? other.length;
}
