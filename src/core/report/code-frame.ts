import type { Place } from '../place.ts';
import { printable } from '../printable.ts';

const LINES_AROUND = 1;

/** The lines of a text, which many frames are made of. */
export function linesIn(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/**
 * The lines of a file around a place, with their numbers and a mark under the column. Long lines
 * are cut so that the column stays in sight.
 *
 * @returns lines without colours; none for a place outside the text.
 */
export function codeFrame(
  lines: readonly string[],
  { line, column }: Place,
  columns: number,
): readonly string[] {
  if (line > lines.length) {
    return [];
  }
  const from = Math.max(1, line - LINES_AROUND);
  const to = Math.min(lines.length, line + LINES_AROUND);
  const digits = String(to).length;
  const room = Math.max(columns - digits - 5, 20);
  const shift = column > room - 8 ? column - Math.floor(room / 2) : 0;
  const frame: string[] = [];
  for (let at = from; at <= to; at += 1) {
    const whole = lines[at - 1] ?? '';
    const shown = printable(whole.slice(shift, shift + room), room);
    frame.push(`${at === line ? '>' : ' '} ${String(at).padStart(digits)} │ ${shown}`.trimEnd());
    if (at === line) {
      const before = printable(whole.slice(shift, column - 1), room).length;
      frame.push(`  ${' '.repeat(digits)} │ ${' '.repeat(before)}^`);
    }
  }
  return frame;
}
