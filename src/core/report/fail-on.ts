import type { Finding } from '../compare/finding.ts';
import { type FailOn, failsAt } from '../compare/finding-kinds.ts';
import { unknownRole } from '../compare/rules/unknown.ts';

/** Whether findings make a check fail. A role that was not found was not checked: no success either. */
export function fails(findings: readonly Finding[], failOn: FailOn): boolean {
  return findings.some(
    ({ kind, rule }) => failsAt(kind, failOn) || (rule === unknownRole.id && failOn !== 'never'),
  );
}
