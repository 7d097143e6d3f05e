import type { ManagedPolicy, Role, State } from './account.ts';
import { AwsError } from './errors.ts';
import type { Service } from './options.ts';
import { readPolicy } from './policy.ts';

const TRUST = { names: 'principal', limit: 2048 } as const;
const MANAGED = { names: 'resource', limit: 6144 } as const;
const INLINE = { names: 'resource', limit: 10_240 } as const;

export const iam: Service = {
  'get-role': {
    options: { 'role-name!': 'text' },
    run: (state, options) => described(role(state, options.text('role-name'))),
  },

  'create-role': {
    options: {
      'role-name!': 'text',
      'assume-role-policy-document!': 'text',
      description: 'text',
      path: 'text',
    },
    run(state, options) {
      const name = checked(options.text('role-name'), 64);
      if (Object.hasOwn(state.roles, name)) {
        throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`);
      }
      const made: Role = {
        Arn: `arn:aws:iam::${state.account}:role${options.optional('path') ?? '/'}${name}`,
        trust: readPolicy(options.text('assume-role-policy-document'), TRUST),
        inline: {},
        attached: [],
      };
      state.roles[name] = made;
      return described(made);
    },
  },

  'update-assume-role-policy': {
    options: { 'role-name!': 'text', 'policy-document!': 'text' },
    run(state, options) {
      role(state, options.text('role-name')).trust = readPolicy(
        options.text('policy-document'),
        TRUST,
      );
    },
  },

  'put-role-policy': {
    options: { 'role-name!': 'text', 'policy-name!': 'text', 'policy-document!': 'text' },
    run(state, options) {
      const changed = role(state, options.text('role-name'));
      const name = checked(options.text('policy-name'), 128);
      const inline = {
        ...changed.inline,
        [name]: readPolicy(options.text('policy-document'), INLINE),
      };
      if (
        Object.values(inline)
          .map((each) => JSON.stringify(each))
          .join('').length > INLINE.limit
      ) {
        throw new AwsError(
          'LimitExceeded',
          `Maximum policy size of ${INLINE.limit} bytes exceeded`,
        );
      }
      changed.inline = inline;
    },
  },

  'get-policy': {
    options: { 'policy-arn!': 'text' },
    run(state, options) {
      const arn = options.text('policy-arn');
      const [{ VersionId } = {}] = policy(state, arn).versions.filter(
        (each) => each.IsDefaultVersion,
      );
      return { Policy: { Arn: arn, DefaultVersionId: VersionId } };
    },
  },

  'create-policy': {
    options: { 'policy-name!': 'text', 'policy-document!': 'text', description: 'text' },
    run(state, options) {
      const name = checked(options.text('policy-name'), 128);
      const arn = `arn:aws:iam::${state.account}:policy/${name}`;
      if (Object.hasOwn(state.policies, arn)) {
        throw new AwsError('EntityAlreadyExists', `A policy called ${name} already exists.`);
      }
      const document = readPolicy(options.text('policy-document'), MANAGED);
      state.policies[arn] = {
        next: 2,
        versions: [{ VersionId: 'v1', IsDefaultVersion: true, document }],
      };
      return { Policy: { Arn: arn, PolicyName: name } };
    },
  },

  'create-policy-version': {
    options: { 'policy-arn!': 'text', 'policy-document!': 'text', 'set-as-default': 'flag' },
    run(state, options) {
      const changed = policy(state, options.text('policy-arn'));
      if (changed.versions.length >= 5) {
        throw new AwsError('LimitExceeded', 'A managed policy can have up to 5 versions.');
      }
      const added = {
        VersionId: `v${changed.next}`,
        IsDefaultVersion: options.flag('set-as-default'),
        document: readPolicy(options.text('policy-document'), MANAGED),
      };
      for (const version of added.IsDefaultVersion ? changed.versions : []) {
        version.IsDefaultVersion = false;
      }
      changed.versions.unshift(added);
      changed.next += 1;
      return { PolicyVersion: { VersionId: added.VersionId } };
    },
  },

  'list-policy-versions': {
    options: { 'policy-arn!': 'text' },
    run: (state, options) => ({
      Versions: policy(state, options.text('policy-arn')).versions.map(
        ({ VersionId, IsDefaultVersion }) => ({
          VersionId,
          IsDefaultVersion,
          CreateDate: new Date(Number(VersionId.slice(1)) * 86_400_000).toISOString(),
        }),
      ),
    }),
  },

  'delete-policy-version': {
    options: { 'policy-arn!': 'text', 'version-id!': 'text' },
    run(state, options) {
      const changed = policy(state, options.text('policy-arn'));
      const id = options.text('version-id');
      const found = changed.versions.find(({ VersionId }) => VersionId === id);
      if (found === undefined) {
        throw new AwsError('NoSuchEntity', `The policy version ${id} does not exist.`);
      }
      if (found.IsDefaultVersion) {
        throw new AwsError('DeleteConflict', 'Cannot delete the default version of a policy.');
      }
      changed.versions = changed.versions.filter((version) => version !== found);
    },
  },

  'attach-role-policy': {
    options: { 'role-name!': 'text', 'policy-arn!': 'text' },
    run(state, options) {
      const changed = role(state, options.text('role-name'));
      const arn = options.text('policy-arn');
      policy(state, arn);
      const attached = [...new Set([...changed.attached, arn])];
      if (attached.length > 10) {
        throw new AwsError('LimitExceeded', 'Cannot exceed quota for PoliciesPerRole: 10');
      }
      changed.attached = attached;
    },
  },
};

/** A role by its name. @throws AwsError if there is none. */
export function role(state: State, name: string): Role {
  const found = state.roles[checked(name, 64)];
  if (found === undefined) {
    throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`);
  }
  return found;
}

/** A managed policy by its ARN. @throws AwsError if there is none. */
export function policy(state: State, arn: string): ManagedPolicy {
  if (!/^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/.test(arn)) {
    throw new AwsError('InvalidInput', `ARN ${arn} is not valid.`);
  }
  const found = state.policies[arn];
  if (found === undefined) {
    throw new AwsError('NoSuchEntity', `Policy ${arn} was not found.`);
  }
  return found;
}

function checked(name: string, most: number): string {
  if (!/^[\w+=,.@-]+$/.test(name) || name.length > most) {
    throw new AwsError('ValidationError', `The specified value for ${name} is invalid.`);
  }
  return name;
}

function described({ Arn, trust }: Role) {
  return { Role: { Arn, AssumeRolePolicyDocument: trust } };
}
