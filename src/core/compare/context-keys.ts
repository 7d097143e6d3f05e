import { ACCOUNT, parseArn, REGION } from '../arn/arn.ts';
import { type Template, template } from '../template/template.ts';
import { isKeyOf, isNoConditionKey } from './catalogue.ts';
import type { Request } from './request.ts';

/** What one call can say for a condition key: nothing, a certain value, or a value nobody knows. */
export type KeyState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: Template }
  | { readonly kind: 'some-value' };

/**
 * Keys that every request carries, whoever makes it. Only for these is `…IfExists` as strict as
 * the operator without it.
 *
 * From "Availability" on the page below: "always included in the request context" (for
 * `aws:ResourceAccount`, always but for services that flows do not call); for `kms:CallerAccount`
 * the condition keys of AWS KMS. `aws:SourceAccount` and `aws:SourceArn` are not among them: a call
 * carries them only when a service makes it on behalf of a resource.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
const ALWAYS_PRESENT: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:securetransport',
  'aws:useragent',
  'aws:userid',
  'aws:viaawsservice',
  'kms:calleraccount',
]);

/** Keys that the calls of a role never carry: they belong to IAM users or to calls of services. */
const NEVER_OF_ROLES: ReadonlySet<string> = new Set([
  'aws:username',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:principalservicename',
  'aws:principalservicenameslist',
]);

/** Keys that say by which way a model is invoked: a call has those that its need names, and no other. */
const WAYS_TO_MODEL: ReadonlySet<string> = new Set([
  'bedrock:inferenceprofilearn',
  'bedrock:promptrouterarn',
]);

/** Whether every request carries a condition key. */
export function isAlwaysPresent(key: string): boolean {
  return ALWAYS_PRESENT.has(key.toLowerCase());
}

/** All that a call can say for a condition key, as far as is known about the call. */
export function statesOf(key: string, request: Request): readonly KeyState[] {
  const name = key.toLowerCase();
  const known = knownContext(request).find((entry) => entry.key.toLowerCase() === name);
  if (known !== undefined) {
    return known.values.map((value) => ({ kind: 'value', value }));
  }
  if (isNeverPresent(name, request)) {
    return [{ kind: 'absent' }];
  }
  if (name === 'aws:multifactorauthpresent') {
    // Nobody types a code when a service assumes a role.
    return [{ kind: 'absent' }, { kind: 'value', value: template('false') }];
  }
  return isAlwaysPresent(name)
    ? [{ kind: 'some-value' }]
    : [{ kind: 'absent' }, { kind: 'some-value' }];
}

function isNeverPresent(name: string, { action, principal }: Request): boolean {
  const isOfRole = principal?.type !== 'Service';
  return (
    isNoConditionKey(name) ||
    (isOfRole && !isKeyOf(action, name)) ||
    name === 'aws:multifactorauthage' ||
    (isOfRole && NEVER_OF_ROLES.has(name)) ||
    WAYS_TO_MODEL.has(name)
  );
}

/**
 * What is known about every call: that it is made over TLS, the account of the resource and the
 * Region in which it is made; and of the calls of a role, whose it is.
 */
function knownContext({ principal, resource, context }: Request): Request['context'] {
  const arn = resource && parseArn(resource);
  const account = arn && arn.account.length > 0 ? [arn.account] : undefined;
  const anywhere = arn?.region.some(
    (segment) => segment.kind === 'text' && segment.text.includes('*'),
  );
  const region = arn && arn.region.length > 0 && !anywhere ? [arn.region] : undefined;
  const isOfRole = principal?.type !== 'Service';
  return [
    ...context,
    ...(account ? [{ key: 'aws:ResourceAccount', values: account }] : []),
    ...(region ? [{ key: 'aws:RequestedRegion', values: region }] : []),
    ...(isOfRole
      ? [
          { key: 'aws:PrincipalAccount', values: [template(ACCOUNT)] },
          { key: 'aws:PrincipalIsAWSService', values: [template('false')] },
        ]
      : []),
    { key: 'aws:SecureTransport', values: [template('true')] },
    ...(resource !== undefined && arn === undefined
      ? [{ key: 'aws:RequestedRegion', values: [template(REGION)] }]
      : []),
  ];
}
