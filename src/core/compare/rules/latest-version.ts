import { display, literal } from '../../template/template.ts';
import type { Comparison } from '../comparison.ts';
import { namesBedrock } from '../service-policy.ts';
import { findingOf, type Rule } from './rule.ts';

/** A permission on `$LATEST`, which AWS Lambda keeps no policy for. */
export const latestVersion: Rule = {
  id: 'latest-version-policy',
  kind: 'invalid',
  title: 'AWS Lambda has no resource-based policy for $LATEST',
  help: 'A resource-based policy belongs to the function, to a published version or to an alias. Leave the qualifier out.',
  documentation: 'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
  *find(comparison: Comparison) {
    for (const placed of comparison.attached) {
      const { policy, statement } = placed;
      const resources = [
        ...(policy.resource === undefined ? [] : [policy.resource]),
        ...statement.resources.map(({ template }) => template),
      ].map(comparison.judge.normalise);
      const latest = resources.find((resource) => {
        const last = resource.at(-1);
        return last !== undefined && /:\$LATEST$/.test(literal([last]) ?? '');
      });
      if (
        policy.subject === 'lambda' &&
        statement.effect === 'Allow' &&
        namesBedrock(placed) &&
        latest !== undefined
      ) {
        yield findingOf(latestVersion, comparison, {
          subject: 'lambda',
          action: statement.actions.map(({ template }) => display(template)).join(', '),
          resource: display(latest),
          place: statement.place,
          granted: statement.place,
          why: `AWS Lambda refuses a permission on ${display(latest)}: $LATEST has no policy of its own.`,
          remedy:
            'Use the ARN of the function without a qualifier, or that of a version or an alias.',
        });
      }
    }
  },
};
