/**
 * How many of so many things in order are below a point, of which the first ones are and the others
 * are not; found by halving.
 */
export function partitionPoint(length: number, isBelow: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
