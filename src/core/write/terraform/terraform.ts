import { resourceLabel, withoutQualifier } from '../../arn/arn.ts';
import type { PlannedRole } from '../../plan/plan-roles.ts';
import type { PolicyDocument, Statement } from '../../policy/document.ts';
import { groupBy } from '../../policy/merge.ts';
import type { ResourcePolicy } from '../../policy/resource-policies.ts';
import type { IdentityPolicy } from '../../policy/role-plan.ts';
import type { Template } from '../../template/template.ts';
import { fileNames, stem } from '../file-names.ts';
import type { OutputFormat } from '../format.ts';
import { reasonLines } from '../reasons.ts';
import { type DataSources, expression } from './expression.ts';
import { type HclItem, hclText, quoted, terraformName } from './hcl.ts';
import { Addresses, baseName, dataSources, terraformOrigin } from './names.ts';
import { policyItems } from './policy-document.ts';

/**
 * Terraform in HCL, for the AWS provider. References of a flow's own module are kept, so the
 * resources belong into that module; for other flows the text is a module of its own.
 *
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export const terraform: OutputFormat = {
  print(roles) {
    return bySource(roles)
      .map(({ members }) => moduleText(members))
      .join('\n');
  },

  files(roles) {
    const sources = bySource(roles);
    const names = fileNames(sources.map(({ source }) => stem(source) || 'flow'));
    return sources.map(({ members }, index) => ({
      path: `${names[index]}.role.tf`,
      text: moduleText(members),
    }));
  },
};

/** Roles of one module stand in one file, as their references mean that module's resources. */
function bySource(roles: readonly PlannedRole[]) {
  const groups = groupBy(
    roles,
    (role) => terraformOrigin(role)?.module ?? role.plan.flows[0]?.place.file ?? '',
  );
  return [...groups].map(([source, members]) => ({ source, members }));
}

/** All that the resources of a role are written with. */
interface Writing {
  readonly role: PlannedRole;
  readonly data: DataSources;
  readonly addresses: Addresses;
  /** The name of the role's resources. */
  readonly base: string;
  /** The ARN of the role as an expression. */
  readonly roleArn: string;
}

function moduleText(roles: readonly PlannedRole[]): string {
  const taken = roles.flatMap((role) => terraformOrigin(role)?.addresses ?? []);
  const present = roles.flatMap((role) => terraformOrigin(role)?.dataSources ?? []);
  const addresses = new Addresses(taken);
  const { data, missing, isUsed } = dataSources(present, addresses);
  const written = roles.flatMap((role) => roleItems(role, data, addresses));
  const sources = missing.filter(isUsed).map((address): HclItem => {
    const [, type = '', name = ''] = address.split('.');
    return block(`data ${quoted(type)} ${quoted(name)}`, []);
  });
  // The heading belongs to the whole file, not to its first block.
  return `${hclText(heading(roles))}\n${hclText([...sources, ...written])}`;
}

function heading(roles: readonly PlannedRole[]): readonly HclItem[] {
  const flows = roles.flatMap(({ plan }) => plan.flows);
  const sources = [...new Set(flows.map(({ source }) => source))].join(', ');
  const inModule = roles.filter((role) => terraformOrigin(role) !== undefined);
  const lines = [
    `The service role of the Amazon Bedrock flow ${sources}.`,
    ...(inModule.length === 0
      ? []
      : [
          'Put these resources into the module of the flow, in place of the role that it has, with',
          ...inModule.flatMap((role) =>
            role.plan.flows.map(
              (flow) =>
                `${flow.origin?.kind === 'terraform' ? flow.origin.address : flow.name}: execution_role_arn = aws_iam_role.${baseName(role)}.arn`,
            ),
          ),
          'The flow needs its role before it has an id, and the trust policy cannot wait for the flow:',
          'it says flow/* until the id is given with --flow-id.',
        ]),
  ];
  return lines.map((text): HclItem => ({ kind: 'comment', text }));
}

function roleItems(role: PlannedRole, data: DataSources, addresses: Addresses): readonly HclItem[] {
  const { plan } = role;
  const own = terraformOrigin(role)?.role;
  const base = own === undefined ? addresses.take('aws_iam_role', baseName(role)) : baseName(role);
  const writing: Writing = { role, data, addresses, base, roleArn: `aws_iam_role.${base}.arn` };
  const trust = documentBlock(`${base}_trust`, plan.trust, writing);
  return [
    ...trust.items,
    block(`resource "aws_iam_role" ${quoted(base)}`, [
      // A role that exists would be replaced under another name.
      argument(
        'name',
        own?.name === undefined ? quoted(plan.roleName) : expression(own.name, data),
      ),
      ...(plan.rolePath === undefined ? [] : [argument('path', quoted(plan.rolePath))]),
      argument('assume_role_policy', `${trust.address}.json`),
    ]),
    ...plan.identity.flatMap((policy) => identityItems(policy, writing)),
    ...plan.resourcePolicies.flatMap((policy) => attachedItems(policy, writing)),
  ];
}

function documentBlock(base: string, document: PolicyDocument, writing: Writing) {
  const name = writing.addresses.take('data.aws_iam_policy_document', base);
  return {
    address: `data.aws_iam_policy_document.${name}`,
    items: [
      block(
        `data "aws_iam_policy_document" ${quoted(name)}`,
        policyItems(document, writing.data, writing.roleArn),
      ),
    ],
  };
}

function identityItems(policy: IdentityPolicy, writing: Writing): readonly HclItem[] {
  const { base, addresses, role } = writing;
  const name = `${base}_${terraformName(policy.name)}`;
  const document = documentBlock(name, policy.document, writing);
  switch (policy.kind) {
    case 'inline':
      return [
        ...document.items,
        block(
          `resource "aws_iam_role_policy" ${quoted(addresses.take('aws_iam_role_policy', name))}`,
          [
            argument('name', quoted(policy.name)),
            argument('role', `aws_iam_role.${base}.id`),
            argument('policy', `${document.address}.json`),
          ],
        ),
      ];
    case 'managed': {
      const managed = addresses.take('aws_iam_policy', name);
      const attachment = addresses.take('aws_iam_role_policy_attachment', name);
      return [
        ...document.items,
        block(`resource "aws_iam_policy" ${quoted(managed)}`, [
          argument('name', quoted(`${role.plan.roleName}-${policy.name}`.slice(0, 128))),
          argument('policy', `${document.address}.json`),
        ]),
        block(`resource "aws_iam_role_policy_attachment" ${quoted(attachment)}`, [
          argument('role', `aws_iam_role.${base}.name`),
          argument('policy_arn', `aws_iam_policy.${managed}.arn`),
        ]),
      ];
    }
  }
}

function attachedItems(policy: ResourcePolicy, writing: Writing): readonly HclItem[] {
  const { service, resource, document, foreign } = policy;
  const label = resourceLabel(resource);
  const name = `${writing.base}_${terraformName(resourceLabel(resource))}`;
  if (service === 'lambda' && !foreign) {
    return document.statements.flatMap((statement) =>
      permissionItems(statement, resource, name, writing),
    );
  }
  const where = foreign
    ? `the policy of ${label}, which stands in another account`
    : service === 'kms'
      ? `the policy of ${label}, as one of its source_policy_documents`
      : `the policy of ${label}, for which the AWS provider has no resource: aws lexv2-models create-resource-policy`;
  const attached = documentBlock(name, document, writing);
  return [
    { kind: 'comment', text: `To be added to ${where}: ${attached.address}.json` },
    ...attached.items,
  ];
}

function permissionItems(
  statement: Statement,
  resource: Template,
  base: string,
  { addresses, data }: Writing,
): readonly HclItem[] {
  const { sid, actions, conditions } = statement;
  const values = (key: string) =>
    conditions.find((condition) => condition.key === key)?.values ?? [];
  const [target, qualifier] = withoutQualifier(resource);
  const [account] = values('aws:SourceAccount');
  return values('aws:SourceArn').flatMap((flow, index): readonly HclItem[] => [
    ...reasonLines(statement).map((text): HclItem => ({ kind: 'comment', text })),
    block(
      `resource "aws_lambda_permission" ${quoted(addresses.take('aws_lambda_permission', base))}`,
      [
        argument('statement_id', quoted(index === 0 ? sid : `${sid}${index + 1}`)),
        argument('action', quoted(actions[0] ?? '')),
        argument('function_name', expression(target, data)),
        ...(qualifier === undefined ? [] : [argument('qualifier', expression(qualifier, data))]),
        argument('principal', quoted('bedrock.amazonaws.com')),
        ...(account === undefined ? [] : [argument('source_account', expression(account, data))]),
        argument('source_arn', expression(flow, data)),
      ],
    ),
  ]);
}

function argument(name: string, value: string): HclItem {
  return { kind: 'argument', name, value };
}

function block(header: string, items: readonly HclItem[]): HclItem {
  return { kind: 'block', header, items };
}
