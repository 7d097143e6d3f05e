import { ROLE_PAGE } from '../../needs/nodes/kind.ts';
import { assumptionsOf, mayServeOtherValues } from '../other-values.ts';
import { useOf } from '../statement-use.ts';
import { actionsText, named } from '../statement-words.ts';
import { findingOf, type Rule } from './rule.ts';

/** A part of a statement that no node needs with the defaults, and that other values may need. */
export const assumedDefault: Rule = {
  id: 'assumed-default',
  kind: 'note',
  title: 'Whether a permission is needed depends on the value of a parameter',
  help: 'With the default of the parameter no node needs it; with another value one may. Give the value with --answer, or list the values that are allowed.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    const assumed = assumptionsOf(comparison).join(' ');
    for (const { policy, statement } of assumed === '' ? [] : comparison.identity) {
      if (statement.effect !== 'Allow' || policy.form === 'aws-managed') {
        continue;
      }
      const { idleActions, idleResources } = useOf(comparison, statement);
      const kept = [
        ...idleActions.filter((action) => mayServeOtherValues(comparison, statement, { action })),
        ...idleResources.filter((resource) =>
          mayServeOtherValues(comparison, statement, { resource }),
        ),
      ];
      for (const [name, [place]] of named(kept)) {
        yield findingOf(assumedDefault, comparison, {
          subject: 'identity',
          action: actionsText(statement),
          resource: name,
          place,
          granted: statement.place,
          why: `No node needs ${name} with the default values, but another value may need it. ${assumed}`,
        });
      }
    }
  },
};
