import { display } from '../../template/template.ts';
import { denialOf } from '../comparison.ts';
import { findingOf, type Rule, showConditions, showReasons } from './rule.ts';

/** A call of a node that a statement forbids. */
export const deniedPermission: Rule = {
  id: 'denied-permission',
  kind: 'missing',
  title: 'A statement denies what a node needs',
  help: 'An explicit Deny wins over every Allow. Take the resource out of the statement, or do without the node.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  *find(comparison) {
    // Somebody who denies a precaution does without it, as may be.
    for (const permission of comparison.permissions.filter(({ isCertain }) => isCertain)) {
      const denial = denialOf(comparison, permission);
      if (denial === undefined) {
        continue;
      }
      const { action, resource, conditions, needs } = permission;
      const reasons = needs.map(({ reason }) => reason);
      const { place, sid } = denial.statement.statement;
      const condition = showConditions(conditions);
      yield findingOf(deniedPermission, comparison, {
        kind: denial.verdict === 'yes' ? 'missing' : 'unknown',
        subject: 'identity',
        action,
        resource: display(resource),
        ...(condition !== undefined && { condition }),
        place,
        granted: place,
        reasons,
        documentation: deniedPermission.documentation,
        why: `${showReasons(reasons)} The statement ${sid ?? 'without a Sid'} ${denial.verdict === 'yes' ? 'denies' : 'may deny'} ${action} on ${display(resource)}, and a Deny wins over every Allow.`,
        remedy: 'A Deny is never changed here, as somebody meant it: look at it by hand.',
      });
    }
  },
};
