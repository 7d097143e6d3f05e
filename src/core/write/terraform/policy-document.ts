import type { Condition } from '../../flow/need.ts';
import type { PolicyDocument, Principal, Statement } from '../../policy/document.ts';
import { reasonLines } from '../reasons.ts';
import { type DataSources, expression } from './expression.ts';
import { type HclItem, quoted } from './hcl.ts';

/** A policy as the items of an `aws_iam_policy_document`, the reasons above each statement. */
export function policyItems(
  document: PolicyDocument,
  data: DataSources,
  roleArn: string,
): readonly HclItem[] {
  return document.statements.flatMap((statement) => statementItems(statement, data, roleArn));
}

/** A statement as a block, its reasons above it. */
export function statementItems(
  statement: Statement,
  data: DataSources,
  roleArn = '',
): readonly HclItem[] {
  return [
    ...reasonLines(statement).map((text): HclItem => ({ kind: 'comment', text })),
    statementBlock(statement, data, roleArn),
  ];
}

function statementBlock(statement: Statement, data: DataSources, roleArn: string): HclItem {
  const { sid, principal, actions, resources, conditions } = statement;
  return {
    kind: 'block',
    header: 'statement',
    items: [
      { kind: 'argument', name: 'sid', value: quoted(sid) },
      { kind: 'argument', name: 'effect', value: quoted('Allow') },
      { kind: 'argument', name: 'actions', value: actions.map(quoted) },
      ...(resources === undefined
        ? []
        : [
            {
              kind: 'argument',
              name: 'resources',
              value: resources.map((resource) => expression(resource, data)),
            } as const,
          ]),
      ...(principal === undefined ? [] : [principalBlock(principal, roleArn)]),
      ...conditions.map((condition) => conditionBlock(condition, data)),
    ],
  };
}

function principalBlock(principal: Principal, roleArn: string): HclItem {
  const isService = principal.kind === 'service';
  return {
    kind: 'block',
    header: 'principals',
    items: [
      { kind: 'argument', name: 'type', value: quoted(isService ? 'Service' : 'AWS') },
      {
        kind: 'argument',
        name: 'identifiers',
        value: [isService ? quoted(principal.service) : roleArn],
      },
    ],
  };
}

/** A condition as a block. */
export function conditionBlock({ operator, key, values }: Condition, data: DataSources): HclItem {
  return {
    kind: 'block',
    header: 'condition',
    items: [
      { kind: 'argument', name: 'test', value: quoted(operator) },
      { kind: 'argument', name: 'variable', value: quoted(key) },
      {
        kind: 'argument',
        name: 'values',
        value: values.map((value) => expression(value, data)),
      },
    ],
  };
}
