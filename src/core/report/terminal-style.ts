/** How text is shown in a terminal: colours by meaning, and a width to wrap to. */
export interface TerminalStyle {
  readonly title: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly key: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly columns: number;
}

const same = (text: string) => text;

/** A terminal without colours; also for formats that have no style. */
export const PLAIN_STYLE: TerminalStyle = {
  title: same,
  error: same,
  warning: same,
  key: same,
  quiet: same,
  columns: 100,
};
