import { type Call, distinct } from '../support/calls.ts';
import { actionsOfService } from './catalogue.ts';

/**
 * Calls that differ from one that is needed in a single thing: another resource, Region, account
 * or partition, another action on the same resource, a context key that is missing or has another
 * value, somebody else who calls. Some may be needed for other reasons; the rest must be denied.
 */
export async function nearMisses(call: Call): Promise<readonly Call[]> {
  const actions = await siblingActions(call);
  return distinct([
    ...otherResources(call.resource).map((resource) => ({ ...call, resource })),
    ...contextMisses(call),
    ...actions.map((action) => ({ ...call, action })),
    ...otherPrincipals(call).map((principal) => ({ ...call, principal })),
  ]);
}

/** Calls that differ from one that is needed in their context only. */
export function contextMisses(call: Call): readonly Call[] {
  return Object.entries(call.context).flatMap(([key, value]) => {
    const { [key]: _, ...rest } = call.context;
    const others = value.startsWith('arn:') ? otherResources(value) : otherTexts(value);
    return [rest, ...others.map((other) => ({ ...rest, [key]: other }))].map((context) => ({
      ...call,
      context,
    }));
  });
}

/** ARNs that differ from one in a single part, or have more or fewer parts. */
function otherResources(arn: string): readonly string[] {
  const [head, partition, service, region = '', account = '', ...rest] = arn.split(':');
  if (head !== 'arn') {
    return [];
  }
  const resource = rest.join(':');
  const withParts = (parts: readonly (string | undefined)[]) => parts.join(':');
  return [
    withParts([head, partition === 'aws' ? 'aws-cn' : 'aws', service, region, account, resource]),
    ...otherTexts(region, ['us-west-1', 'eu-west-2', '']).map((other) =>
      withParts([head, partition, service, other, account, resource]),
    ),
    ...otherTexts(account, ['210987654321', '']).map((other) =>
      withParts([head, partition, service, region, other, resource]),
    ),
    ...otherIds(resource, service === 's3').map((other) =>
      withParts([head, partition, service, region, account, other]),
    ),
  ];
}

/** `prompt/ID:3` → `prompt/IDx:3`, `prompt/ID`, `prompt/ID:3/x`, … */
function otherIds(resource: string, isBucket: boolean): readonly string[] {
  const pieces = resource.split(/([/:])/);
  const changed = pieces.flatMap((piece, index) => {
    const isId = index % 2 === 0 && (isBucket ? index === 0 : index > 0);
    return isId ? otherTexts(piece).map((other) => pieces.with(index, other).join('')) : [];
  });
  return [...changed, pieces.slice(0, -2).join(''), `${resource}/other`, `${resource}:other`];
}

function otherTexts(
  text: string,
  others: readonly string[] = [
    'other',
    `${text}x`,
    `x${text}`,
    text.slice(0, -1),
    text.toUpperCase(),
    text.toLowerCase(),
  ],
): readonly string[] {
  return [...new Set(others)].filter((other) => other !== text);
}

function otherPrincipals({ principal, action, resource }: Call): readonly string[] {
  const strangers = ['arn:aws:iam::555566667777:role/stranger', 'lambda.amazonaws.com'];
  if (principal === 'bedrock') {
    return strangers;
  }
  const isElsewhere = action === 'lambda:InvokeFunction' && !resource.includes(':123456789012:');
  return isElsewhere ? ['bedrock', 'arn:aws:iam::123456789012:role/other', ...strangers] : [];
}

/** All other actions that the service has for a resource of this type. */
async function siblingActions({ action, resource }: Call): Promise<readonly string[]> {
  const actions = await actionsOfService(action.slice(0, action.indexOf(':')));
  return actions
    .filter(({ name }) => name !== action)
    .filter(({ arns }) =>
      resource === '*' ? arns.length === 0 : arns.some((arn) => arn.test(resource)),
    )
    .map(({ name }) => name);
}
