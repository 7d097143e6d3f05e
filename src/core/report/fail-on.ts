import type { Finding, FindingKind } from '../compare/finding.ts';
import { unknownRole } from '../compare/rules/unknown.ts';

/** From which findings on a check fails. */
export const FAIL_ON = ['missing', 'excess', 'any', 'never'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/**
 * What each level counts. A statement that can never match (`invalid`) leaves a call without its
 * permission only together with a finding `missing`, so `missing` decides on the first level.
 */
const FAILING: Readonly<Record<FailOn, readonly FindingKind[]>> = {
  missing: ['missing'],
  excess: ['missing', 'excess', 'broad', 'invalid'],
  any: ['missing', 'excess', 'broad', 'invalid', 'unknown'],
  never: [],
};

/** Whether findings make a check fail. A role that was not found was not checked: no success either. */
export function fails(findings: readonly Finding[], failOn: FailOn): boolean {
  return findings.some(
    ({ kind, rule }) =>
      FAILING[failOn].includes(kind) || (rule === unknownRole.id && failOn !== 'never'),
  );
}
