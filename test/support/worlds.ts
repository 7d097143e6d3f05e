import type { Call } from './calls.ts';

/**
 * The contexts in which a call of a flow's role can come, as AWS's page on global condition keys has
 * it, on purpose without anything of the product: what every request carries, what a role's requests
 * never carry, and of all other keys each of two values, or none.
 *
 * @param keys the keys that matter, as policies spell them.
 */
export function worldsOf(call: Call, keys: readonly string[]): readonly Call[] {
  const [, , , region = '', account = ''] = call.resource.split(':');
  const base: Readonly<Record<string, string>> = {
    'aws:PrincipalAccount': '123456789012',
    'aws:PrincipalIsAWSService': 'false',
    'aws:SecureTransport': 'true',
    ...(call.resource === '*' && { 'aws:RequestedRegion': 'us-east-1' }),
    ...(region !== '' && { 'aws:RequestedRegion': region }),
    ...(account !== '' && { 'aws:ResourceAccount': account }),
    ...call.context,
  };
  const has = new Set(Object.keys(base).map((key) => key.toLowerCase()));
  const isThroughSomething = Object.keys(call.context).some((key) => WAYS.includes(key));
  const open = [...new Set(keys)].filter(
    (key) =>
      !has.has(key.toLowerCase()) &&
      !NEVER.has(key) &&
      !(WAYS.includes(key) && !isThroughSomething),
  );
  return combinations(open).map((chosen) => ({ ...call, context: { ...base, ...chosen } }));
}

const WAYS = ['bedrock:InferenceProfileArn', 'bedrock:PromptRouterArn'];

const NEVER = new Set(['aws:username', 'aws:SourceAccount', 'aws:SourceArn', 'aws:Nothing']);

/** The values that a key can have, `undefined` where a request can lack it. */
const VALUES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'aws:PrincipalArn': ['arn:aws:iam::123456789012:role/flow-role'],
  'aws:RequestedRegion': ['us-east-1', 'eu-west-1'],
  'aws:ResourceAccount': ['123456789012', '999988887777'],
  'aws:MultiFactorAuthPresent': [undefined, 'false'],
};

const ANY_VALUE = [undefined, 'one', 'arn:aws:bedrock:us-east-1:123456789012:some/thing'];

function combinations(keys: readonly string[]): readonly Record<string, string>[] {
  return keys.reduce<readonly Record<string, string>[]>(
    (all, key) =>
      all.flatMap((one) =>
        (VALUES[key] ?? ANY_VALUE).map((value) =>
          value === undefined ? one : { ...one, [key]: value },
        ),
      ),
    [{}],
  );
}
