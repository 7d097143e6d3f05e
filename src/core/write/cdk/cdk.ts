import { resourceLabel } from '../../arn/arn.ts';
import type { Flow } from '../../flow/flow.ts';
import type { PlannedRole } from '../../plan/plan-roles.ts';
import { type PolicyDocument, renderDocument } from '../../policy/document.ts';
import { groupBy } from '../../policy/merge.ts';
import type { ResourcePolicy } from '../../policy/resource-policies.ts';
import { distinctPascalCase, pascalCase } from '../../policy/short-names.ts';
import type { JsonData } from '../../template/reference.ts';
import { fileNames, stem } from '../file-names.ts';
import { conditionOf } from '../flow-condition.ts';
import type { OutputFormat } from '../format.ts';
import { reasonLines } from '../reasons.ts';
import { quoted } from './text.ts';
import {
  docComment,
  lineComment,
  newWriting,
  templateData,
  tsLiteral,
  type Writing,
} from './typescript.ts';

/**
 * TypeScript for the AWS CDK: a function for each role that creates it in a scope. It uses the
 * constructs of CloudFormation's own resources, so that a stack gets these statements and no other.
 *
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.CfnRole.html
 */
export const cdk: OutputFormat = {
  print: sourceText,

  files(roles) {
    const groups = [...groupBy(roles, ({ plan }) => plan.flows[0]?.place.file ?? '')];
    const names = fileNames(groups.map(([source]) => stem(source)));
    return groups.map(([, members], index) => ({
      path: `${names[index]}.role.ts`,
      text: sourceText(members),
    }));
  },
};

function sourceText(roles: readonly PlannedRole[]): string {
  const taken = new Set<string>();
  const writing = newWriting('aws_iam as iam');
  const functions = roles.map((role) => roleFunction(role, uniqueName(role, taken), writing));
  return [
    `import { ${[...writing.imports].sort().join(', ')} } from 'aws-cdk-lib';`,
    "import type { Construct } from 'constructs';",
    '',
    functions.join('\n'),
  ].join('\n');
}

/** A name in PascalCase that no other role of the file has, as the stem of its function and ids. */
function uniqueName({ plan }: PlannedRole, taken: Set<string>): string {
  const flow = plan.flows[0]?.name ?? 'flow';
  const plain = pascalCase(flow);
  const base = /^[A-Za-z][A-Za-z0-9]{0,79}$/.test(plain)
    ? plain
    : `Flow${distinctPascalCase(flow, 60)}`;
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) {
    name = `${base}${count}`;
  }
  taken.add(name.toLowerCase());
  return name;
}

function roleFunction({ plan }: PlannedRole, name: string, writing: Writing): string {
  const document = (policy: PolicyDocument) => documentData(policy, writing);
  const inline = plan.identity.filter(({ kind }) => kind === 'inline');
  const managed = plan.identity.filter(({ kind }) => kind === 'managed');
  const flows = plan.flows.map(({ source }) => source);
  const role: JsonData = {
    roleName: plan.roleName,
    ...(plan.rolePath !== undefined && { path: plan.rolePath }),
    assumeRolePolicyDocument: document(plan.trust),
    ...(inline.length > 0 && {
      policies: inline.map((policy) => ({
        policyName: policy.name,
        policyDocument: document(policy.document),
      })),
    }),
  };
  const byHand = plan.resourcePolicies.filter(isByHand);
  const condition = conditionOf(plan.flows);
  const onlyIf = condition === undefined ? '' : `.addOverride('Condition', ${quoted(condition)})`;
  const statements = [
    `  const role = new iam.CfnRole(scope, '${name}Role', ${tsLiteral(role, writing, '  ')});`,
    ...(condition === undefined ? [] : [`  role${onlyIf};`]),
    ...managed.map(
      (policy) =>
        `  new iam.CfnManagedPolicy(scope, '${name}${policy.name}', {\n    roles: [role.ref],\n    policyDocument: ${tsLiteral(document(policy.document), writing, '    ')},\n  })${onlyIf};`,
    ),
    ...plan.resourcePolicies
      .filter((policy) => !isByHand(policy))
      .flatMap((policy, index) => attachments(policy, `${name}Permission${index + 1}`, writing))
      .map((attachment) => `${attachment}${onlyIf};`),
    '  return role;',
  ];
  return [
    docComment(
      `Creates the service role of the Amazon Bedrock flow ${flows.join(', ')}.`,
      ...stackLines(plan.flows),
      '',
      '@returns the role; give the flow its `attrArn` as `executionRoleArn`.',
    ),
    `export function create${name}Role(scope: Construct): iam.CfnRole {`,
    ...statements,
    '}',
    '',
    ...byHand.map((policy, index) => byHandFunction(policy, `${name}${index + 1}`, writing)),
  ].join('\n');
}

/** Where the function must be called: references of a template mean something in its stack only. */
function stackLines(flows: readonly Flow[]): readonly string[] {
  const templates = flows.flatMap(({ origin, place }) =>
    origin?.kind === 'cloudformation' ? [place.file] : [],
  );
  return templates.length === 0
    ? []
    : [
        `Call it in the stack of ${[...new Set(templates)].join(', ')}, whose logical IDs it refers to.`,
      ];
}

/** A key's policy and another account's belong to somebody else: their statements are handed out. */
function isByHand({ service, foreign }: ResourcePolicy): boolean {
  return foreign || service === 'kms';
}

function attachments(
  { service, resource, document }: ResourcePolicy,
  id: string,
  writing: Writing,
): readonly string[] {
  const reasons = document.statements.flatMap(reasonLines);
  const lines = reasons.map((reason) => `  ${lineComment(reason)}`);
  switch (service) {
    case 'lambda':
      writing.imports.add('aws_lambda as lambda');
      return document.statements.flatMap(({ actions, conditions }) => {
        const values = (key: string) =>
          conditions.find((condition) => condition.key === key)?.values ?? [];
        const [account] = values('aws:SourceAccount');
        return values('aws:SourceArn').map((flow, index) => {
          const properties: JsonData = {
            functionName: templateData(resource, writing),
            action: actions[0] ?? '',
            principal: 'bedrock.amazonaws.com',
            ...(account && { sourceAccount: templateData(account, writing) }),
            sourceArn: templateData(flow, writing),
          };
          const suffix = index === 0 ? '' : `Flow${index + 1}`;
          return [
            ...lines,
            `  new lambda.CfnPermission(scope, '${id}${suffix}', ${tsLiteral(properties, writing, '  ')})`,
          ].join('\n');
        });
      });
    case 'lex': {
      writing.imports.add('aws_lex as lex');
      const properties: JsonData = {
        resourceArn: templateData(resource, writing),
        policy: documentData(document, writing),
      };
      return [
        `  new lex.CfnResourcePolicy(scope, '${id}', ${tsLiteral(properties, writing, '  ')})`,
      ];
    }
    case 'kms':
      return [];
  }
}

function byHandFunction(policy: ResourcePolicy, name: string, writing: Writing): string {
  const label = resourceLabel(policy.resource);
  const where = policy.foreign
    ? `the policy of ${label}, which stands in another account`
    : `the policy of ${label}: key.addToResourcePolicy(…)`;
  const data = documentData(policy.document, writing);
  const statements = data['Statement'] ?? [];
  return [
    docComment(`The statements to be added to ${where}.`),
    `export function statementsFor${name}(): iam.PolicyStatement[] {`,
    `  return ${tsLiteral(statements, writing, '  ')}.map((statement) => iam.PolicyStatement.fromJson(statement));`,
    '}',
    '',
  ].join('\n');
}

function documentData(
  document: PolicyDocument,
  writing: Writing,
): { readonly [key: string]: JsonData } {
  const data = renderDocument(document, (value) => templateData(value, writing));
  const rendered = data['Statement'];
  for (const [index, statement] of document.statements.entries()) {
    const item = Array.isArray(rendered) ? (rendered as readonly JsonData[])[index] : undefined;
    if (item !== undefined) {
      writing.comments.set(item, reasonLines(statement));
    }
  }
  return data;
}
