import type xterm from '@xterm/headless';

const CELL = 8.4;
const LINE = 18;
const MARGIN = 16;
const BACKGROUND = '#0d1117';
const FOREGROUND = '#e6edf3';

/** The colours that the wizard uses, by their numbers in a terminal's palette. */
const PALETTE: Readonly<Record<number, string>> = {
  1: '#ff7b72',
  2: '#7ee787',
  3: '#e3b341',
  6: '#79c0ff',
  8: '#8b949e',
};

interface Run {
  readonly text: string;
  readonly column: number;
  readonly style: string;
  readonly isInverse: boolean;
}

/** Draws what a terminal shows as SVG, without the empty rows at its end. */
export function pictureOf(terminal: xterm.Terminal, title: string): string {
  const { active } = terminal.buffer;
  const rows = Array.from({ length: terminal.rows }, (_, at) =>
    runsOf(active.getLine(active.baseY + at), terminal.cols),
  );
  const last = rows.findLastIndex((runs) => runs.some(({ text }) => text.trim() !== ''));
  const shown = rows.slice(0, last + 1);
  const width = Math.ceil(terminal.cols * CELL + 2 * MARGIN);
  const height = shown.length * LINE + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="${FOREGROUND}" xml:space="preserve">`,
    ...shown.flatMap((runs, row) => runs.flatMap((run) => drawn(run, row))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The cells of a row, those of one style together; blanks that nobody sees are left out. */
function runsOf(line: xterm.IBufferLine | undefined, columns: number): readonly Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line?.getCell(column);
    const text = cell?.getChars() || ' ';
    const isInverse = Boolean(cell?.isInverse());
    const style = cell === undefined ? '' : styleOf(cell, isInverse);
    const before = runs.at(-1);
    if (before !== undefined && before.style === style && before.isInverse === isInverse) {
      runs[runs.length - 1] = { ...before, text: before.text + text };
    } else {
      runs.push({ text, column, style, isInverse });
    }
  }
  return runs.filter(({ text, isInverse }) => isInverse || text.trim() !== '');
}

function styleOf(cell: xterm.IBufferCell, isInverse: boolean): string {
  const color = cell.isFgPalette() ? PALETTE[cell.getFgColor()] : undefined;
  const fill = isInverse ? BACKGROUND : color;
  return [
    ...(fill === undefined ? [] : [`fill="${fill}"`]),
    ...(cell.isBold() ? ['font-weight="bold"'] : []),
    ...(cell.isDim() ? ['opacity="0.6"'] : []),
  ].join(' ');
}

function drawn({ text, column, style, isInverse }: Run, row: number): readonly string[] {
  const x = round(MARGIN + column * CELL);
  const y = MARGIN + row * LINE;
  const length = round(text.length * CELL);
  return [
    ...(isInverse ? [`<rect x="${x}" y="${y}" width="${length}" height="${LINE}"/>`] : []),
    `<text x="${x}" y="${y + 14}" textLength="${length}"${style === '' ? '' : ` ${style}`}>${escaped(text)}</text>`,
  ];
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
