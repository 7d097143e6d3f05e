import type { Finding, FindingKind } from '../../core/compare/finding.ts';
import { code, plain } from './markdown.ts';

const NAMES = {
  missing: 'Missing',
  excess: 'Not needed',
  broad: 'Too broad',
  invalid: 'Never matches',
  unknown: 'Cannot be judged',
} as const satisfies Record<FindingKind, string>;

/** A finding in one line of Markdown. */
export function headline({ kind, action, resource, condition }: Finding): string {
  const when = condition === undefined ? '' : ` when ${code(condition)}`;
  return `**${NAMES[kind]}**: ${code(action)} on ${code(resource)}${when}`;
}

/** What is wrong, what to do by hand where there is no edit, and where AWS says so. */
export function explanation({ why, remedy, documentation }: Finding): string {
  const hand = remedy === undefined ? '' : ` ${plain(remedy)}`;
  return `${plain(why)}${hand} ([AWS documentation](${encodeURI(documentation)}))`;
}

/** A count with its noun, such as `1 permission` and `2 permissions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
