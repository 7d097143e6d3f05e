import { display, hasOpen } from '../../template/template.ts';
import { denialOf, isAllowed } from '../comparison.ts';
import { allOf, not, type Verdict } from '../verdict.ts';
import { findingOf, type Rule, showConditions, showReasons } from './rule.ts';

/** A call of a node that the permissions boundary of the role keeps it from. */
export const boundedPermission: Rule = {
  id: 'bounded-permission',
  kind: 'missing',
  title: 'The permissions boundary of the role does not allow what a node needs',
  help: 'A role can do no more than its permissions boundary allows, whatever its policies say. Have the boundary changed by those who keep it.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  *find(comparison) {
    const policy = comparison.granted.policies.find(({ subject }) => subject === 'boundary');
    const needed = comparison.permissions.filter(({ isCertain }) => isCertain);
    for (const permission of policy === undefined ? [] : needed) {
      const denied = denialOf(comparison, permission, comparison.boundary)?.verdict ?? 'no';
      const allowed = isAllowed(comparison, permission, comparison.boundary);
      const isOpen = allowed === 'no' && hasOpen(permission.resource);
      const verdict: Verdict = allOf([isOpen ? 'perhaps' : allowed, not(denied)]);
      if (policy === undefined || verdict === 'yes') {
        continue;
      }
      const { action, resource, conditions, needs } = permission;
      const reasons = needs.map(({ reason }) => reason);
      const condition = showConditions(conditions);
      yield findingOf(boundedPermission, comparison, {
        kind: verdict === 'no' ? 'missing' : 'unknown',
        subject: 'boundary',
        action,
        resource: display(resource),
        ...(condition !== undefined && { condition }),
        place: policy.place,
        granted: policy.place,
        reasons,
        documentation: boundedPermission.documentation,
        why: `${showReasons(reasons)} The permissions boundary ${policy.name} of the role ${verdict === 'no' ? 'does not' : 'may not'} allow ${action} on ${display(resource)}, which then fails whatever the policies of the role say.`,
        remedy: 'A permissions boundary is kept by somebody else than the role: have it changed.',
      });
    }
  },
};
