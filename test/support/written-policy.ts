import type { GeneratedRole } from './evaluator.ts';

/** Gives a number below another, as dice do. */
export type Roll = (sides: number) => number;

/** A tree as JSON has it. */
export type Data = string | readonly Data[] | { readonly [key: string]: Data };

type DataMap = { readonly [key: string]: Data };

/** The policies of a role in one of the many ways in which the same can be said. */
export function loosely(
  { trustPolicy, identityPolicies }: GeneratedRole,
  roll: Roll,
): { readonly trust: DataMap; readonly policies: readonly DataMap[] } {
  return {
    trust: looseDocument(damagedTrust(trustPolicy as unknown as DataMap, roll), roll),
    policies: identityPolicies
      .map(({ document }) => looseDocument(document as unknown as DataMap, roll))
      .filter(({ Statement }) => !Array.isArray(Statement) || Statement.length > 0),
  };
}

function looseDocument({ Version = '2012-10-17', Statement }: DataMap, roll: Roll): DataMap {
  const statements = (Statement as readonly DataMap[]).map((statement) =>
    looseStatement(statement, roll),
  );
  const some = roll(4) === 0 ? statements.slice(0, 1) : statements;
  const [only] = some;
  return {
    ...(roll(6) > 0 && { Version }),
    Statement: some.length === 1 && only !== undefined && roll(3) > 0 ? only : some,
  };
}

/** A list of one may be written as its item, and a Sid is left out by many. */
function looseStatement({ Sid, ...rest }: DataMap, roll: Roll): DataMap {
  const entries = Object.entries(rest).map(([key, value]): [string, Data] => {
    const isItems = key === 'Action' || key === 'Resource';
    const [only, ...others] = Array.isArray(value) ? value : [];
    return [
      key,
      isItems && only !== undefined && others.length === 0 && roll(2) === 0 ? only : value,
    ];
  });
  const shuffled = roll(4) === 0 ? entries.reverse() : entries;
  return { ...(Sid !== undefined && roll(4) > 0 && { Sid }), ...Object.fromEntries(shuffled) };
}

function damagedTrust(trust: DataMap, roll: Roll): DataMap {
  const statements = trust['Statement'] as readonly DataMap[];
  const change = ([first = {}, ...rest]: readonly DataMap[]): readonly DataMap[] => {
    const { Action, Condition, ...open } = first;
    switch (roll(9)) {
      case 0:
        return [{ ...open, Action: Action ?? '' }, ...rest];
      case 1:
        return [{ ...open, ...(Condition !== undefined && { Condition }) }, ...rest];
      case 2:
        return [open, ...rest];
      case 3:
        return [{ ...first, Principal: { Service: 'ec2.amazonaws.com' } }, ...rest];
      case 4:
        return [{ ...first, Condition: { StringEquals: { 'aws:SourceAccount': '999988887777' } } }];
      case 5:
        return [{ ...open, Action: 'sts:AssumeRoles' }];
      default:
        return [first, ...rest];
    }
  };
  const other = {
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  return {
    ...trust,
    Statement: [...change(statements), ...(roll(4) === 0 ? [other] : [])],
  };
}

/** ARNs of the account as references of a template, in short or long form. */
export function withReferences(data: Data, roll: Roll): Data {
  if (typeof data === 'string') {
    const text = data
      .replace('arn:aws:', 'arn:$'.concat('{AWS::Partition}:'))
      .replace(':us-east-1:', ':$'.concat('{AWS::Region}:'))
      .replace(':123456789012:', ':$'.concat('{AWS::AccountId}:'));
    return data.startsWith('arn:aws:') && roll(3) === 0 ? { 'Fn::Sub': text } : data;
  }
  if (isList(data)) {
    return data.map((item) => withReferences(item, roll));
  }
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      key === 'Action' ? value : withReferences(value, roll),
    ]),
  );
}

export function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}
