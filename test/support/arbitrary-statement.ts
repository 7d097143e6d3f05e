import fc from 'fast-check';
import type { Call } from './calls.ts';

/** A statement as people write them, with everything that IAM's language has. */
export type AnyStatement = Readonly<Record<string, unknown>>;

const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'ArnLike',
  'ArnEquals',
  'ArnNotLike',
  'ArnNotEquals',
  'Bool',
  'NumericEquals',
  'NumericNotEquals',
  'DateGreaterThan',
  'IpAddress',
  'NotIpAddress',
];

const KEYS = [
  'bedrock:InferenceProfileArn',
  'bedrock:PromptRouterArn',
  'aws:ResourceAccount',
  'aws:RequestedRegion',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceVpce',
  'aws:username',
  'aws:PrincipalTag/team',
  'aws:MultiFactorAuthPresent',
  'aws:CalledViaLast',
  'aws:Nothing',
  'kms:ViaService',
];

/** Statements about, beside and around some calls. */
export function anyStatement(calls: readonly Call[]): fc.Arbitrary<AnyStatement> {
  const call = fc.constantFrom(...calls);
  return fc
    .record({
      effect: fc.oneof(
        { weight: 3, arbitrary: fc.constant('Allow') },
        { weight: 1, arbitrary: fc.constant('Deny') },
      ),
      not: fc.tuple(rarely(), rarely()),
      actions: some(call.chain(({ action }) => actionLike(action))),
      resources: some(call.chain(({ resource }) => resourceLike(resource))),
      conditions: fc.array(condition(calls), { maxLength: 2 }),
      isWide: fc.tuple(fc.boolean(), fc.boolean()),
    })
    .map(({ effect, not, actions, resources, conditions, isWide }) => ({
      Effect: effect,
      [not[0] ? 'NotAction' : 'Action']: !not[0] && isWide[0] ? '*' : actions,
      [not[1] ? 'NotResource' : 'Resource']: !not[1] && isWide[1] ? '*' : resources,
      ...(conditions.length > 0 && { Condition: Object.assign({}, ...conditions) }),
    }));
}

function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 3 }).map((side) => side === 0);
}

function some(value: fc.Arbitrary<string>): fc.Arbitrary<string | readonly string[]> {
  return fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
}

function actionLike(action: string): fc.Arbitrary<string> {
  const [service = '', name = ''] = action.split(':');
  return fc.constantFrom(
    action,
    action,
    action.toUpperCase().replace(service.toUpperCase(), service),
    `${service}:*`,
    `${service}:${name.slice(0, 4)}*`,
    `${service}:?${name.slice(1)}`,
    `${service}:*${name.slice(-5)}`,
    `${service}:${name}?`,
    `${service}:Other`,
    'iam:*',
    '*',
  );
}

function resourceLike(resource: string): fc.Arbitrary<string> {
  if (resource === '*') {
    return fc.constantFrom('*', 'arn:aws:s3:::secret/*', 'arn:aws:bedrock:*:*:prompt/*');
  }
  const parts = resource.split(':');
  const withPart = (at: number, part: string) => parts.with(at, part).join(':');
  return fc.constantFrom(
    resource,
    resource,
    withPart(3, '*'),
    withPart(4, '*'),
    withPart(4, variable('aws:PrincipalAccount')),
    withPart(4, variable('aws:ResourceAccount')),
    withPart(3, 'us-*-?'),
    withPart(5, '*'),
    `${resource.slice(0, -2)}*`,
    `${resource.slice(0, -1)}?`,
    `${resource}?`,
    `${resource}/other`,
    parts.slice(0, 3).concat('*').join(':'),
    [...parts.slice(0, 3), '*', ...parts.slice(5)].join(':'),
    'arn:aws:s3:::secret/*',
    '*',
  );
}

function condition(calls: readonly Call[]): fc.Arbitrary<AnyStatement> {
  const own = calls.flatMap(({ context }) => Object.entries(context));
  const operator = fc.oneof(
    { weight: 1, arbitrary: fc.constant('Null') },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom('', '', '', 'ForAnyValue:', 'ForAllValues:'),
          fc.constantFrom(...OPERATORS),
          fc.constantFrom('', '', 'IfExists'),
        )
        .map((parts) => parts.join('')),
    },
  );
  const pair = fc.oneof(
    fc.constantFrom<readonly [string, string]>(['aws:SecureTransport', 'true'], ...own),
    fc.tuple(
      fc.constantFrom(...KEYS),
      fc.constantFrom(
        '123456789012',
        'us-east-1',
        'true',
        'false',
        'one',
        'arn:aws:iam::123456789012:role/flow-role',
      ),
    ),
  );
  const changed = pair.chain(([key, value]) =>
    fc.tuple(
      fc.constant(key),
      some(
        fc.constantFrom(
          value,
          value,
          value,
          `${value.slice(0, 5)}*`,
          `${value.slice(0, -1)}?`,
          value.toUpperCase(),
          '*',
          'other',
          variable('aws:PrincipalAccount'),
        ),
      ),
    ),
  );
  return fc
    .tuple(operator, changed, some(fc.constantFrom('true', 'false')))
    .map(([name, [key, values], truths]) => ({
      [name]: { [key]: name === 'Null' ? truths : values },
    }));
}

/** A policy variable, which IAM replaces by what the request says. */
function variable(key: string): string {
  return `\${${key}}`;
}
