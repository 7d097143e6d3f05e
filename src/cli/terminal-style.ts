import process from 'node:process';
import type { TerminalStyle } from '../core/report/terminal-style.ts';
import { paint } from './paint.ts';

/** Lines of text are not made longer than this, however wide the terminal is. */
const MOST_COLUMNS = 100;

/** How text on standard output looks: its colours, and how wide the terminal is. */
export function terminalStyle(options: { readonly color: boolean }): TerminalStyle {
  const columns = Math.min(process.stdout.columns ?? MOST_COLUMNS, MOST_COLUMNS);
  return { ...paint(options, process.stdout), columns };
}
