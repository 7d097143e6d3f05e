import type { HclBlock } from '../../read/hcl/syntax.ts';
import type { DataSources } from '../../write/terraform/expression.ts';
import { type HclItem, hclText, quoted } from '../../write/terraform/hcl.ts';
import type { Addresses } from '../../write/terraform/names.ts';
import { policyItems } from '../../write/terraform/policy-document.ts';
import type { Task } from '../task.ts';
import type { MendedDocument } from './objects.ts';
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
): MendedDocument {
  const [type = '', name = ''] = role.labels;
  const target = role.type === 'resource' ? targetOf(role, `${type}.${name}`, work) : undefined;
  if (target === undefined) {
    const remedy =
      role.type === 'resource'
        ? `The role ${type}.${name} has several instances, and the files do not say which one the flow uses: add the statement to the policy of that one.`
        : `The module only looks up the role ${name}: add the statement where the role is created.`;
    return { edits: [], left: tasks.map(({ finding }) => finding), remedy };
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
 * A role with instances is named with the index that its flows name it with. Undefined where they
 * name different ones, or one that nobody can tell.
 */
function targetOf(role: HclBlock, address: string, { blocks }: NewPolicyWork): Target | undefined {
  const { attributes } = role.body;
  const count = attributes.get('count')?.expression;
  if (count === undefined && !attributes.has('for_each')) {
    return { reference: address, instances: [], index: '' };
  }
  const users = blocks.flatMap((block) => {
    const isFlow = block.type === 'resource' && FLOW_TYPES.includes(block.labels[0] ?? '');
    const index = isFlow ? indexIn(block, address) : undefined;
    return index === undefined ? [] : [{ flow: block.body.attributes, index }];
  });
  const [index, ...others] = new Set(users.map((user) => user.index));
  if (index === undefined || others.length > 0) {
    return undefined;
  }
  const reference = `${address}[${index}]`;
  if (users.some(({ flow }) => !flow.has('count') && !flow.has('for_each'))) {
    // A flow that is always there needs the instance to be always there.
    return { reference, instances: [], index: '' };
  }
  const exists =
    count === undefined ? `contains(keys(${address}), ${index})` : `length(${address}) > ${index}`;
  const isOneOrNone = count?.kind === 'other' && /\? *1 *: *0$/.test(count.source);
  const value = isOneOrNone && index === '0' ? count.source : `${exists} ? 1 : 0`;
  return { reference, instances: [{ kind: 'argument', name: 'count', value }], index: '[0]' };
}

const FLOW_TYPES = ['aws_bedrockagent_flow', 'awscc_bedrock_flow'];

/** `0` in `aws_iam_role.desk[0].arn`, `"a"` in `aws_iam_role.desk["a"].arn`; undefined for what is no literal. */
function indexIn({ body }: HclBlock, address: string): string | undefined {
  const role = body.attributes.get('execution_role_arn')?.expression;
  return role?.kind === 'traversal' && role.source.startsWith(`${address}[`)
    ? /^\[ *(\d+|"[^"$%\\\]]*") *\]\.\w+$/.exec(role.source.slice(address.length))?.[1]
    : undefined;
}
