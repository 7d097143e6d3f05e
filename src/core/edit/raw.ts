/** Stands before text that is an expression of the file's language already; it means nothing in Unicode. */
const RAW = '\ue002';

/** Marks text as an expression that is written as it is, without quotes. */
export function rawExpression(text: string): string {
  return RAW + text;
}

/** The expression that a text is; undefined for ordinary text. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith(RAW) ? text.slice(RAW.length) : undefined;
}
