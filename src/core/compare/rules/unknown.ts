import { ROLE_PAGE } from '../../needs/nodes/kind.ts';
import { display } from '../../template/template.ts';
import { findingOf, placeOfFlow, type Rule } from './rule.ts';

/** The role of a flow stands in no file, so that nothing can be compared. */
export const unknownRole: Rule = {
  id: 'unknown-role',
  kind: 'unknown',
  title: 'The role of the flow stands in no file',
  help: 'Name the files of its policies with --policy, or put them beside the flow under the names that "generate --out" gives them.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    if (comparison.isKnown) {
      return;
    }
    const [flow] = comparison.plan.flows;
    const role = flow?.executionRole && display(flow.executionRole.template);
    yield findingOf(unknownRole, comparison, {
      subject: 'identity',
      action: '*',
      resource: role ?? comparison.plan.roleName,
      place: placeOfFlow(comparison),
      why: `What the role ${role ?? 'of this flow'} has is not known: no file makes it, and none holds its policies. Nothing was compared.`,
      repair: { do: 'allow', needs: comparison.plan.needs },
      remedy:
        'Name the files of its policies with --policy FILE, or put them beside the flow: NAME.trust-policy.json, NAME.FlowPermissions.json.',
    });
  },
};

/** A policy or a part of one that is made by what is not followed. */
export const unfollowedPolicy: Rule = {
  id: 'unfollowed-policy',
  kind: 'unknown',
  title: 'A policy could not be followed',
  help: 'It is made by a function, an import or somewhere else. What it grants is not compared.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    for (const { text, place, subject } of comparison.granted.notes) {
      yield findingOf(unfollowedPolicy, comparison, {
        subject: subject ?? 'identity',
        action: '*',
        resource: '*',
        place,
        granted: place,
        why: text,
        remedy: 'Look at it by hand, or give it as a policy file with --policy.',
      });
    }
  },
};
