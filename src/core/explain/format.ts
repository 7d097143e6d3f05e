import type { TerminalStyle } from '../report/terminal-style.ts';
import type { ExplainedRole } from './explain.ts';

/** One form in which roles are explained. */
export type ExplainFormat = (roles: readonly ExplainedRole[], style: TerminalStyle) => string;
