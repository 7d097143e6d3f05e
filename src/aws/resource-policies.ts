import type { ResourceService } from '../core/granted/granted.ts';
import type { LiveResourcePolicy } from '../core/granted/live.ts';
import { AwsError } from './aws-error.ts';

/** The policies of resources, and what could not be looked at. */
export interface ReadResourcePolicies {
  readonly policies: readonly LiveResourcePolicy[];
  /** Full sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads the policies that functions, bot aliases and keys have in AWS. One that may not be read is
 * a note, since the role can be compared without it.
 */
export async function readResourcePolicies(
  resources: readonly { readonly service: ResourceService; readonly resource: string }[],
): Promise<ReadResourcePolicies> {
  const policies: LiveResourcePolicy[] = [];
  const notes: string[] = [];
  await Promise.all(
    resources.map(async ({ service, resource }) => {
      try {
        const text = await policyOf(service, resource);
        if (text !== '') {
          policies.push({ service, resource, text });
        }
      } catch (error) {
        if (!(error instanceof AwsError)) {
          throw error;
        }
        // Functions and bot aliases without a policy of their own are usual.
        if (error.failure !== 'absent' || service === 'kms') {
          notes.push(`The policy of ${resource} was not looked at. ${error.message}`);
        }
      }
    }),
  );
  const byResource = (one: LiveResourcePolicy, other: LiveResourcePolicy) =>
    one.resource < other.resource ? -1 : 1;
  return { policies: policies.sort(byResource), notes: notes.sort() };
}

async function policyOf(service: ResourceService, arn: string): Promise<string> {
  const region = arn.split(':')[3] ?? '';
  switch (service) {
    case 'lambda':
      return (await import('./lambda-policy.ts')).functionPolicy(arn, region);
    case 'lex':
      return (await import('./lex-policy.ts')).botPolicy(arn, region);
    case 'kms':
      return (await import('./kms-policy.ts')).keyPolicy(arn, region);
  }
}
