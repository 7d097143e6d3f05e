import type { State, Statement } from './account.ts';
import { AwsError, UsageError } from './errors.ts';
import type { Options, Service } from './options.ts';

const TARGET = { 'function-name!': 'text', 'statement-id!': 'text', qualifier: 'text' } as const;

export const lambda: Service = {
  'add-permission': {
    options: {
      ...TARGET,
      'action!': 'text',
      'principal!': 'text',
      'source-arn': 'text',
      'source-account': 'text',
    },
    run(state, options) {
      const { statements, resource } = target(state, options);
      const Sid = options.text('statement-id');
      const Action = options.text('action');
      if (!/^[\w-]{1,100}$/.test(Sid) || !/^lambda:(?:\*|[A-Za-z]+)$/.test(Action)) {
        throw new AwsError('ValidationException', '1 validation error detected');
      }
      if (statements.some((statement) => statement.Sid === Sid)) {
        throw new AwsError(
          'ResourceConflictException',
          `The statement id (${Sid}) provided already exists.`,
        );
      }
      const Principal = principal(options.text('principal'));
      const Condition = conditions(options);
      const statement = {
        Sid,
        Effect: 'Allow',
        Principal,
        Action,
        Resource: resource,
        ...Condition,
      };
      statements.push(statement);
      return { Statement: JSON.stringify(statement) };
    },
  },

  'remove-permission': {
    options: TARGET,
    run(state, options) {
      const { statements } = target(state, options);
      const sid = options.text('statement-id');
      const at = statements.findIndex(({ Sid }) => Sid === sid);
      if (at < 0) {
        throw new AwsError(
          'ResourceNotFoundException',
          `Statement ${sid} is not found in resource policy.`,
        );
      }
      statements.splice(at, 1);
    },
  },
};

/** The policy of a function, or of one of its versions or aliases. */
function target(
  state: State,
  options: Options,
): { readonly statements: Statement[]; readonly resource: string } {
  const name = options.text('function-name');
  const [, unqualified, region, suffix] =
    /^(arn:aws[a-z-]*:lambda:([a-z0-9-]+):\d{12}:function:[\w-]{1,64})(?::([\w$-]{1,128}))?$/.exec(
      name,
    ) ?? [];
  if (unqualified === undefined) {
    throw new UsageError(`this fake knows functions by their ARNs only, not ${name}`);
  }
  const qualifier = options.optional('qualifier') ?? suffix ?? '';
  if (suffix !== undefined && suffix !== qualifier) {
    throw new AwsError('InvalidParameterValueException', 'The derived qualifier does not match.');
  }
  if (qualifier === '$LATEST') {
    throw new AwsError('InvalidParameterValueException', 'There are no policies for $LATEST.');
  }
  const policies = region === options.optional('region') ? state.functions[unqualified] : undefined;
  const statements = policies?.[qualifier];
  if (statements === undefined) {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${name} ${qualifier}`);
  }
  return { statements, resource: [unqualified, qualifier].filter(Boolean).join(':') };
}

function principal(name: string): Readonly<Record<string, string>> {
  if (/^[a-z0-9-]+\.amazonaws\.com$/.test(name)) {
    return { Service: name };
  }
  if (/^(?:\d{12}|arn:aws[a-z-]*:iam::\d{12}:.+)$/.test(name)) {
    return { AWS: name };
  }
  throw new AwsError('InvalidParameterValueException', 'The provided principal was invalid.');
}

function conditions(options: Options): Pick<Statement, 'Condition'> {
  const account = options.optional('source-account');
  const arn = options.optional('source-arn');
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new AwsError('ValidationException', `Value '${account}' at 'sourceAccount' is invalid`);
  }
  const Condition = {
    ...(account !== undefined && { StringEquals: { 'AWS:SourceAccount': account } }),
    ...(arn !== undefined && { ArnLike: { 'AWS:SourceArn': arn } }),
  };
  return Object.keys(Condition).length === 0 ? {} : { Condition };
}
