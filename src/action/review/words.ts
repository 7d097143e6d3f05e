import type { Finding } from '../../core/compare/finding.ts';
import { kindRow } from '../../core/compare/finding-kinds.ts';
import { escapeMarkdown, inlineCode } from '../../core/report/markdown/escape.ts';

/** Of what a finding says in full sentences. */
const MOST_CHARACTERS = 2000;

/** A finding in one line of Markdown. */
export function headline({ kind, action, resource, condition, isGeneral }: Finding): string {
  if (isGeneral) {
    return `**${kindRow(kind).title}**`;
  }
  const when = condition === undefined ? '' : ` when ${inlineCode(condition)}`;
  return `**${kindRow(kind).title}**: ${inlineCode(action)} on ${inlineCode(resource)}${when}`;
}

/** What is wrong, what to do by hand where there is no edit, and where AWS says so. */
export function explanation({ why, remedy, documentation }: Finding): string {
  const hand = remedy === undefined ? '' : ` ${escapeMarkdown(remedy, MOST_CHARACTERS)}`;
  return `${escapeMarkdown(why, MOST_CHARACTERS)}${hand} ([AWS documentation](${encodeURI(documentation)}))`;
}

/** A count with its noun, such as `1 permission` and `2 permissions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
