import { escapeUnprintable } from '../../printable.ts';

/** Text as it stands between the quotes of a TypeScript string, of whatever kind. */
export function escaped(text: string): string {
  return escapeUnprintable(
    text
      .replaceAll('\\', '\\\\')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r')
      .replaceAll('\t', '\\t'),
  );
}

/** Text as a TypeScript string in single quotes. */
export function quoted(text: string): string {
  return `'${escaped(text).replaceAll("'", "\\'")}'`;
}

/** Text as it stands between the backticks of a template string. */
export function inBackticks(text: string): string {
  return escaped(text).replaceAll('`', '\\`').replaceAll('${', '\\${');
}
