import type { TerminalStyle } from '../../src/core/report/terminal-style.ts';

const same = (text: string) => text;

/** A terminal without colours. */
export const PLAIN: TerminalStyle = {
  title: same,
  error: same,
  warning: same,
  key: same,
  quiet: same,
  columns: 100,
};
