import { SAVE_FLOW } from '../../flow/save-flow.ts';
import { ROLE_PAGE } from '../../needs/nodes/kind.ts';
import { findingOf, type Rule } from './rule.ts';

/** A flow without a definition: its trust policy was compared, and nothing else. */
export const noDefinition: Rule = {
  id: 'no-definition',
  kind: 'note',
  title: 'The flow has no definition',
  help: 'Only its trust policy is compared: which permissions its nodes need is not known.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    for (const { name, place, lacksDefinition } of comparison.plan.flows) {
      if (lacksDefinition) {
        yield findingOf(noDefinition, comparison, {
          subject: 'identity',
          flow: name,
          action: '*',
          resource: comparison.plan.roleName,
          place,
          why: `Flow "${name}" has no definition here. Its trust policy was compared; what its nodes need is not known.`,
          remedy: `Give the file of its definition, or save the flow as it is: ${SAVE_FLOW}`,
        });
      }
    }
  },
};
