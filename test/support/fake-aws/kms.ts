import type { Policy, State, Statement } from './account.ts';
import { AwsError } from './errors.ts';
import type { Options, Service } from './options.ts';
import { readPolicy } from './policy.ts';

const MALFORMED = 'MalformedPolicyDocumentException';

export const kms: Service = {
  'get-key-policy': {
    options: { 'key-id!': 'text', 'policy-name': 'text' },
    run: (state, options) => ({
      Policy: JSON.stringify(keyPolicy(state, options), undefined, 2),
      PolicyName: 'default',
    }),
  },

  'put-key-policy': {
    options: { 'key-id!': 'text', 'policy-name': 'text', 'policy!': 'text' },
    run(state, options) {
      keyPolicy(state, options);
      const policy = readPolicy(options.text('policy'), {
        names: 'both',
        code: MALFORMED,
        limit: 32_768,
      });
      const manages = ({ Action, Principal = {} }: Statement) =>
        [Action].flat().includes('kms:*') && JSON.stringify(Principal).includes(state.account);
      if (!policy.Statement.some(manages)) {
        const message =
          'The new key policy will not allow you to update the key policy in the future.';
        throw new AwsError(MALFORMED, message);
      }
      state.keys[options.text('key-id')] = policy;
    },
  },
};

function keyPolicy(state: State, options: Options): Policy {
  const key = options.text('key-id');
  const isHere = key.split(':')[3] === options.optional('region');
  const isDefault = (options.optional('policy-name') ?? 'default') === 'default';
  const found = isHere && isDefault ? state.keys[key] : undefined;
  if (found === undefined) {
    throw new AwsError('NotFoundException', `Key '${key}' does not exist`);
  }
  return found;
}
