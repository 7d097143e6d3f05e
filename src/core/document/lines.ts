import type { Place } from '../place.ts';

/** Turns offsets in a text into places, and back. */
export class Lines {
  readonly #file: string;
  readonly #starts: readonly number[];

  constructor(file: string, text: string) {
    this.#file = file;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      starts.push(at + 1);
    }
    this.#starts = starts;
  }

  /** The 0-based offset of a place of this text. */
  offsetOf({ line, column }: Pick<Place, 'line' | 'column'>): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }

  /** The place of the character at a 0-based offset. */
  placeAt(offset: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return {
      file: this.#file,
      line: low + 1,
      column: offset - (this.#starts[low] ?? 0) + 1,
    };
  }
}
