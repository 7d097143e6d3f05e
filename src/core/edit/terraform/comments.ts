import type { Span } from '../../read/hcl/syntax.ts';

/** Where the comment ends that begins at an offset; undefined where none begins. */
export function commentEnd(text: string, at: number): number | undefined {
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? undefined : end + 2;
  }
  if (text[at] !== '#' && !text.startsWith('//', at)) {
    return undefined;
  }
  const end = text.indexOf('\n', at);
  const line = end < 0 ? text.length : end;
  return text[line - 1] === '\r' ? line - 1 : line;
}

/** The comments in a piece of HCL, which outlive what they stand in where it is written anew. */
export function commentsIn(text: string, { start, end }: Span): readonly string[] {
  const comments: string[] = [];
  let inQuotes = false;
  for (let at = start; at < end; ) {
    const behind = inQuotes ? undefined : commentEnd(text, at);
    if (behind !== undefined) {
      comments.push(text.slice(at, behind));
    }
    inQuotes = text[at] === '"' ? !inQuotes : inQuotes && text[at] !== '\n';
    at = behind ?? at + (text[at] === '\\' ? 2 : 1);
  }
  return comments;
}
