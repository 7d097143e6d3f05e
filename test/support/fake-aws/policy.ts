import type { Policy, Statement } from './account.ts';
import { AwsError } from './errors.ts';

/** What kind of policy is expected, and how many characters it may have. */
interface Rules {
  /** Whether statements name who may do something, to what, or both. */
  readonly names: 'principal' | 'resource' | 'both';
  readonly limit: number;
  /** The code of the error for a policy that cannot be used. */
  readonly code?: string;
}

const KEYS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];

/** Reads a policy as IAM and KMS do. */
export function readPolicy(text: string, rules: Rules): Policy {
  const check = (holds: boolean, message: string) => {
    if (!holds) {
      throw new AwsError(rules.code ?? 'MalformedPolicyDocument', message);
    }
  };
  const policy = parse(text);
  if (policy === undefined) {
    throw new AwsError(
      rules.code ?? 'MalformedPolicyDocument',
      'This policy contains invalid Json',
    );
  }
  check(/^[\t\n\r -\u00ff]+$/.test(text), 'The policy contains invalid characters.');
  check(policy.Version === '2012-10-17', 'The policy must have the version 2012-10-17.');
  check(Array.isArray(policy.Statement) && policy.Statement.length > 0, 'Syntax errors in policy.');
  const sids = new Set<string>();
  for (const statement of policy.Statement) {
    checkStatement(statement, rules, check);
    const { Sid = '' } = statement;
    check(Sid === '' || !sids.has(Sid), `Statement IDs (SID) must be unique: ${Sid}`);
    sids.add(Sid);
  }
  if (JSON.stringify(policy).length > rules.limit) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for PolicySize: ${rules.limit}`);
  }
  return policy;
}

function checkStatement(
  statement: Statement,
  { names }: Rules,
  check: (holds: boolean, message: string) => void,
): void {
  const { Sid = '', Effect, Action, Resource, Principal, Condition = {} } = statement;
  const unknown = Object.keys(statement).filter((key) => !KEYS.includes(key));
  check(unknown.length === 0, `Unknown field ${unknown.join()}`);
  check(
    names === 'both' || /^[A-Za-z0-9]*$/.test(Sid),
    `Statement IDs (SID) must be alpha-numeric: ${Sid}`,
  );
  check(['Allow', 'Deny'].includes(Effect), `Invalid effect: ${Effect}`);
  check(isTexts(Action, /^(?:\*|[a-z0-9-]+:[A-Za-z*]+)$/), `Invalid action: ${Action}`);
  check((names === 'principal') === (Resource === undefined), 'Resource is prohibited or missing');
  check((names === 'resource') === (Principal === undefined), 'Principal is prohibited or missing');
  check(
    Resource === undefined || isTexts(Resource, /^(?:\*|arn:aws[a-z-]*:[a-z0-9-]+:[^\s<>]*)$/),
    `Resource ${Resource} must be in ARN format or "*".`,
  );
  const values = Object.values(Condition).flatMap((keys) => Object.values(keys));
  check(
    values.every((value) => isTexts(value, /^[^\s<>]+$/)),
    'Syntax errors in policy.',
  );
}

function parse(text: string): Policy | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown, form: RegExp): boolean {
  const texts = [value].flat();
  return texts.length > 0 && texts.every((text) => typeof text === 'string' && form.test(text));
}
