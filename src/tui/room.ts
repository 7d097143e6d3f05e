import { useWindowSize } from 'ink';
import { createContext, useContext } from 'react';
import wrapAnsi from 'wrap-ansi';
import { printable } from '../core/printable.ts';

/** How many columns of the terminal a frame has; the whole width where nothing is beside it. */
export const ColumnsContext = createContext<number | undefined>(undefined);

/** The size that a frame may take. The last row stays empty: there the cursor stands. */
export function useFrameSize(): { readonly columns: number; readonly rows: number } {
  const { columns, rows } = useWindowSize();
  return { columns: useContext(ColumnsContext) ?? columns, rows: rows - 1 };
}

/** How many rows a text takes, wrapped as Ink wraps it; none for no text. */
export function rowsOf(text: string, columns: number): number {
  return text === ''
    ? 0
    : wrapAnsi(text, Math.max(columns, 1), { trim: false, hard: true }).split('\n').length;
}

/** How many rows texts take one below the other. */
export function heightOf(texts: readonly string[], columns: number): number {
  return texts.reduce((sum, text) => sum + rowsOf(text, columns), 0);
}

/** What stands around the contents of a frame. */
export interface Around {
  readonly title: string;
  readonly why: string;
  readonly notes?: readonly string[];
  readonly problem?: string | undefined;
  readonly keys: readonly string[];
}

/** So many notes are shown; the others are counted. */
const MOST_NOTES = 2;

export function shownNotes(notes: readonly string[]): readonly string[] {
  const more = notes.length - MOST_NOTES;
  return more > 0 ? [...notes.slice(0, MOST_NOTES), `… and ${more} more like this`] : notes;
}

/** With fewer rows there is only the question, its answer and the keys, without blank rows. */
const LEAST_ROWS = 14;

export function isTiny(rows: number): boolean {
  return rows < LEAST_ROWS;
}

/** Blank rows above and below the contents. */
const BLANK = 2;

/** Longer titles, reasons and notes are cut. */
export const MOST_CHARACTERS = 600;

/** Between keys. */
export const GAP = '  ·  ';

/** How many rows a frame leaves for its contents. */
export function useRoom({ title, why, notes = [], problem = '', keys }: Around): number {
  const { columns, rows } = useFrameSize();
  const texts = [
    ...[title, ...(isTiny(rows) ? [] : [why, ...shownNotes(notes)])].map((text) =>
      printable(text, MOST_CHARACTERS),
    ),
    problem === '' ? '' : `! ${printable(problem, MOST_CHARACTERS)}`,
    keys.join(GAP),
  ];
  return Math.max(1, rows - (isTiny(rows) ? 0 : BLANK) - heightOf(texts, columns));
}
