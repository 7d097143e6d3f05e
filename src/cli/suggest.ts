/** ` Did you mean X?` where a word is near one of those that are known; nothing otherwise. */
export function didYouMean(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === undefined ? '' : ` Did you mean ${found}?`;
}

/** The known word that somebody most likely meant: one that starts so, or is a few keys away. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const letters = (text: string) => text.replace(/^-+/, '').length;
  const near = known.flatMap((name) => {
    const keys = distance(typed, name);
    const isStart = letters(typed) >= 2 && name.startsWith(typed);
    const most = Math.max(1, Math.floor(Math.min(letters(typed), letters(name)) / 3));
    return isStart || (letters(typed) >= 2 && keys <= most)
      ? [{ name, keys: isStart ? 0 : keys }]
      : [];
  });
  return near.sort((one, other) => one.keys - other.keys)[0]?.name;
}

/** How many letters are put in, left out, changed or swapped with the next between two words. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (isSame ? 0 : 1),
          isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
