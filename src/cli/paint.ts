import process from 'node:process';
import { styleText } from 'node:util';

/** Colours for messages on standard error; plain text where colours are not wanted. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly key: (text: string) => string;
  readonly quiet: (text: string) => string;
}

/** Chooses colours by the option, NO_COLOR (https://no-color.org) and the terminal. */
export function paint({ color }: { readonly color: boolean }): Paint {
  const wanted =
    color && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb' && process.stderr.isTTY;
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    wanted ? styleText(format, text, { validateStream: false }) : text;
  return {
    error: style('red'),
    warning: style('yellow'),
    key: style('bold'),
    quiet: style('dim'),
  };
}
