import type { TerminalStyle } from '../report/terminal-style.ts';
import type { ExplainedRole } from './explain.ts';

/** One form in which roles are explained. */
export type ExplainFormat = (roles: readonly ExplainedRole[], style: TerminalStyle) => string;

/** The names of the forms, which can be known without loading any. */
export const EXPLAIN_FORMAT_NAMES = ['text', 'json', 'markdown'] as const;

export type ExplainFormatName = (typeof EXPLAIN_FORMAT_NAMES)[number];
