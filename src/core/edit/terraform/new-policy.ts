import type { Finding, TextEdit } from '../../compare/finding.ts';
import type { HclBlock, HclExpression } from '../../read/hcl/syntax.ts';
import type { DataSources } from '../../write/terraform/expression.ts';
import { type HclItem, hclText, quoted } from '../../write/terraform/hcl.ts';
import type { Addresses } from '../../write/terraform/names.ts';
import { policyItems } from '../../write/terraform/policy-document.ts';
import type { Task } from '../mend.ts';
import { statementsFor } from './plan.ts';

/** What a new policy is made with. */
export interface NewPolicyWork {
  readonly text: string;
  readonly lineBreak: string;
  readonly data: DataSources;
  readonly addresses: Addresses;
  /** All blocks of the module. */
  readonly blocks: readonly HclBlock[];
}

/** The role of a new policy, and how often there is one. */
interface Target {
  readonly reference: string;
  readonly instances: readonly HclItem[];
  /** Stands behind the name of what has instances. */
  readonly index: string;
}

/** A policy for a role that has none, behind the role. */
export function newPolicy(
  role: HclBlock,
  tasks: readonly Task[],
  work: NewPolicyWork,
): { readonly edits: readonly TextEdit[]; readonly left: readonly Finding[] } {
  const [type = '', name = ''] = role.labels;
  const target = role.type === 'resource' ? targetOf(role, `${type}.${name}`, work) : undefined;
  if (target === undefined) {
    return { edits: [], left: tasks.map(({ finding }) => finding) };
  }
  const { addresses, data, text, lineBreak } = work;
  const base = addresses.take('data.aws_iam_policy_document', `${name}_flow_permissions`);
  const own = addresses.take('aws_iam_role_policy', `${name}_flow_permissions`);
  const argument = (key: string, value: string): HclItem => ({
    kind: 'argument',
    name: key,
    value,
  });
  const items = hclText([
    {
      kind: 'block',
      header: `data "aws_iam_policy_document" ${quoted(base)}`,
      items: [
        ...target.instances,
        ...policyItems({ statements: statementsFor(tasks) }, data, target.reference),
      ],
    },
    {
      kind: 'block',
      header: `resource "aws_iam_role_policy" ${quoted(own)}`,
      items: [
        ...target.instances,
        argument('name', '"FlowPermissions"'),
        argument('role', `${target.reference}.id`),
        argument('policy', `data.aws_iam_policy_document.${base}${target.index}.json`),
      ],
    },
  ]);
  const lines = `\n\n${items.trimEnd()}`.replaceAll('\n', lineBreak);
  // A comment behind the role stays on its line.
  const rest = /^[^\n]*/.exec(text.slice(role.span.end))?.[0].replace(/\r$/, '') ?? '';
  const at = role.span.end + rest.length;
  return { edits: [{ start: at, end: at, text: lines }], left: [] };
}

/**
 * A role with instances is named with the index that its flow names it with. Undefined where flows
 * name different ones, or one that nobody can tell.
 */
function targetOf(role: HclBlock, address: string, work: NewPolicyWork): Target | undefined {
  const count = role.body.attributes.get('count');
  const forEach = role.body.attributes.get('for_each');
  if (count === undefined && forEach === undefined) {
    return { reference: address, instances: [], index: '' };
  }
  const flows = work.blocks.filter(({ type, labels: [kind = ''] }) => {
    return type === 'resource' && FLOW_TYPES.includes(kind);
  });
  const users = flows.flatMap((flow) => {
    const index = indexIn(flow.body.attributes.get('execution_role_arn')?.expression, address);
    return index === undefined ? [] : [{ flow, index }];
  });
  const [first] = users;
  if (first === undefined || users.some(({ index }) => index !== first.index)) {
    return undefined;
  }
  const { index } = first;
  const reference = `${address}[${index}]`;
  const [written] = [...role.body.attributes].flatMap(([name, { expression }]) =>
    name === 'count' || name === 'for_each' ? [{ name, source: sourceOf(expression) }] : [],
  );
  if (written?.source === undefined) {
    return undefined;
  }
  const isSame = users.every(({ flow }) => {
    const own = flow.body.attributes.get(written.name)?.expression;
    return own !== undefined && sourceOf(own) === written.source;
  });
  const instances = (value: string): readonly HclItem[] => [
    { kind: 'argument', name: written.name, value },
  ];
  if (/^(?:count\.index|each\.(?:key|value))$/.test(index)) {
    return isSame
      ? { reference, instances: instances(written.source), index: `[${index}]` }
      : undefined;
  }
  if (!/^(?:\d+|"[^"$%\\]*")$/.test(index)) {
    return undefined;
  }
  if (
    users.some(
      ({ flow: { body } }) => !body.attributes.has('count') && !body.attributes.has('for_each'),
    )
  ) {
    // A flow that is always there needs the instance to be always there.
    return { reference, instances: [], index: '' };
  }
  const isOneOrNone = /\? *1 *: *0$/.test(written.source) && index === '0';
  const exists =
    written.name === 'count'
      ? isOneOrNone
        ? written.source
        : `length(${address}) > ${index} ? 1 : 0`
      : `contains(keys(${address}), ${index}) ? 1 : 0`;
  return {
    reference,
    instances: [{ kind: 'argument', name: 'count', value: exists }],
    index: '[0]',
  };
}

const FLOW_TYPES = ['aws_bedrockagent_flow', 'awscc_bedrock_flow'];

/** `aws_iam_role.desk[0].arn` → `0`. */
function indexIn(expression: HclExpression | undefined, address: string): string | undefined {
  const source = expression && sourceOf(expression);
  return source?.startsWith(`${address}[`)
    ? /^\[([^\]]+)\]\.[a-z_]+$/.exec(source.slice(address.length))?.[1]?.trim()
    : undefined;
}

/** An expression that can be written again somewhere else as it is. */
function sourceOf(expression: HclExpression): string | undefined {
  switch (expression.kind) {
    case 'traversal':
    case 'call':
    case 'other':
      return expression.source;
    case 'literal':
      return expression.type === 'string' ? quoted(expression.text) : expression.text;
    case 'template':
    case 'object':
    case 'tuple':
      return undefined;
  }
}
