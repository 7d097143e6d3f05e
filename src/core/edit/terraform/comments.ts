import type { Span } from '../../read/hcl/syntax.ts';

/** Texts in quotes are matched as well, as a mark in one begins no comment. */
const TEXT_OR_COMMENT = /"(?:\\.|[^"\\\n])*"|#[^\r\n]*|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** The comments in a piece of HCL, which outlive what they stand in where it is written anew. */
export function commentsIn(text: string, { start, end }: Span): readonly string[] {
  return [...text.slice(start, end).matchAll(TEXT_OR_COMMENT)]
    .map(([found]) => found)
    .filter((found) => !found.startsWith('"'));
}
