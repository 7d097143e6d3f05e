import process from 'node:process';
import { styleText } from 'node:util';

/** Colours by what they mean; plain text where colours are not wanted. */
export interface Paint {
  readonly title: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly key: (text: string) => string;
  readonly quiet: (text: string) => string;
}

/**
 * Chooses colours by the option, NO_COLOR (https://no-color.org) and the terminal.
 *
 * @param stream where the text goes.
 */
export function paint(
  { color }: { readonly color: boolean },
  stream: { readonly isTTY?: boolean } = process.stderr,
): Paint {
  const wanted =
    color && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb' && stream.isTTY === true;
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    wanted ? styleText(format, text, { validateStream: false }) : text;
  return {
    title: style(['bold', 'cyan']),
    error: style('red'),
    warning: style('yellow'),
    key: style('bold'),
    quiet: style('dim'),
  };
}
