import type { State, Statement } from './account.ts';
import { AwsError } from './errors.ts';
import type { Options, Service } from './options.ts';

const TARGET = { 'resource-arn!': 'text', 'statement-id!': 'text' } as const;

export const lex: Service = {
  'create-resource-policy-statement': {
    options: {
      ...TARGET,
      'effect!': 'text',
      'principal!': 'data',
      'action!': 'list',
      condition: 'data',
    },
    run(state, options) {
      const statements = statementsOf(state, options);
      const Sid = options.text('statement-id');
      const Action = options.list('action');
      const principals = [options.data('principal')].flat() as readonly Record<string, string>[];
      const condition = options.data('condition') as Statement['Condition'];
      check(/^(?:[0-9a-zA-Z][_-]?){1,100}$/.test(Sid), 'statementId');
      check(['Allow', 'Deny'].includes(options.text('effect')), 'effect');
      check(
        Action.every((action) => /^lex:[a-zA-Z*]+$/.test(action)),
        'action',
      );
      check(
        principals.every((each) => Object.keys(each).join() === 'service'),
        'principal',
      );
      // Operators, in each of them keys, for each of them one text: the API takes no lists.
      const values = Object.values(condition ?? {}).flatMap((keys) => Object.values(keys));
      check(
        values.every((value) => typeof value === 'string'),
        'condition',
      );
      if (statements.some((statement) => statement.Sid === Sid)) {
        throw new AwsError('ConflictException', `The statement ${Sid} exists already.`);
      }
      statements.push({
        Sid,
        Effect: options.text('effect'),
        Principal: { Service: principals.map(({ service = '' }) => service) },
        Action,
        Resource: options.text('resource-arn'),
        ...(condition && { Condition: condition }),
      });
      return { resourceArn: options.text('resource-arn'), revisionId: '1' };
    },
  },

  'delete-resource-policy-statement': {
    options: TARGET,
    run(state, options) {
      const statements = statementsOf(state, options);
      const at = statements.findIndex(({ Sid }) => Sid === options.text('statement-id'));
      if (at < 0) {
        throw new AwsError('ResourceNotFoundException', 'The statement does not exist.');
      }
      statements.splice(at, 1);
      return { resourceArn: options.text('resource-arn'), revisionId: '2' };
    },
  },
};

function statementsOf(state: State, options: Options): Statement[] {
  const arn = options.text('resource-arn');
  const found = arn.split(':')[3] === options.optional('region') ? state.bots[arn] : undefined;
  if (found === undefined) {
    throw new AwsError('ResourceNotFoundException', `There is no ${arn}.`);
  }
  return found;
}

function check(holds: boolean, name: string): void {
  if (!holds) {
    throw new AwsError('ValidationException', `Value at '${name}' failed to satisfy constraint`);
  }
}
