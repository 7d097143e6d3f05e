import { resourceLabel } from '../../arn/arn.ts';
import type { PlannedRole } from '../../interview/interview.ts';
import { type PolicyDocument, renderDocument } from '../../policy/document.ts';
import { groupBy } from '../../policy/merge.ts';
import type { ResourcePolicy } from '../../policy/resource-policies.ts';
import { distinctPascalCase, pascalCase } from '../../policy/short-names.ts';
import { printable } from '../../printable.ts';
import type { JsonData } from '../../template/reference.ts';
import { fileNames, stem } from '../file-names.ts';
import type { OutputFormat } from '../format.ts';
import { reasonLine } from '../reasons.ts';
import { markedText, tsLiteral } from './typescript.ts';

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
  const functions = roles.map((role) => roleFunction(role, uniqueName(role, taken)));
  const body = functions.join('\n');
  const modules = [
    ...(body.includes('Aws.') ? ['Aws'] : []),
    'aws_iam as iam',
    ...(body.includes('lambda.Cfn') ? ['aws_lambda as lambda'] : []),
    ...(body.includes('lex.Cfn') ? ['aws_lex as lex'] : []),
  ];
  return [
    `import { ${modules.join(', ')} } from 'aws-cdk-lib';`,
    "import type { Construct } from 'constructs';",
    '',
    body,
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

function roleFunction({ plan }: PlannedRole, name: string): string {
  const comments = new Map<JsonData, readonly string[]>();
  const document = (policy: PolicyDocument) => documentData(policy, comments);
  const inline = plan.identity.filter(({ kind }) => kind === 'inline');
  const managed = plan.identity.filter(({ kind }) => kind === 'managed');
  const flows = plan.flows.map(({ source }) => printable(source).replaceAll('*/', '* /'));
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
  const statements = [
    `  const role = new iam.CfnRole(scope, '${name}Role', ${tsLiteral(role, comments, '  ')});`,
    ...managed.map(
      (policy) =>
        `  new iam.CfnManagedPolicy(scope, '${name}${policy.name}', {\n    roles: [role.ref],\n    policyDocument: ${tsLiteral(document(policy.document), comments, '    ')},\n  });`,
    ),
    ...plan.resourcePolicies
      .filter((policy) => !isByHand(policy))
      .flatMap((policy, index) => attachments(policy, `${name}Permission${index + 1}`, comments)),
    '  return role;',
  ];
  return [
    '/**',
    ` * Creates the service role of the Amazon Bedrock flow ${flows.join(', ')}.`,
    ' *',
    ' * @returns the role; give the flow its `attrArn` as `executionRoleArn`.',
    ' */',
    `export function create${name}Role(scope: Construct): iam.CfnRole {`,
    ...statements,
    '}',
    '',
    ...byHand.map((policy, index) => byHandFunction(policy, `${name}${index + 1}`, comments)),
  ].join('\n');
}

/** A key's policy and another account's belong to somebody else: their statements are handed out. */
function isByHand({ service, foreign }: ResourcePolicy): boolean {
  return foreign || service === 'kms';
}

function attachments(
  { service, resource, document }: ResourcePolicy,
  id: string,
  comments: Map<JsonData, readonly string[]>,
): readonly string[] {
  const reasons = document.statements.flatMap((statement) => statement.reasons.map(reasonLine));
  const lines = reasons.map((reason) => `  // ${reason}`);
  switch (service) {
    case 'lambda':
      return document.statements.flatMap(({ actions, conditions }) => {
        const values = (key: string) =>
          conditions.find((condition) => condition.key === key)?.values ?? [];
        const [account] = values('aws:SourceAccount');
        return values('aws:SourceArn').map((flow, index) => {
          const properties: JsonData = {
            functionName: markedText(resource),
            action: actions[0] ?? '',
            principal: 'bedrock.amazonaws.com',
            ...(account && { sourceAccount: markedText(account) }),
            sourceArn: markedText(flow),
          };
          const suffix = index === 0 ? '' : `Flow${index + 1}`;
          return [
            ...lines,
            `  new lambda.CfnPermission(scope, '${id}${suffix}', ${tsLiteral(properties, comments, '  ')});`,
          ].join('\n');
        });
      });
    case 'lex': {
      const properties: JsonData = {
        resourceArn: markedText(resource),
        policy: documentData(document, comments),
      };
      return [
        `  new lex.CfnResourcePolicy(scope, '${id}', ${tsLiteral(properties, comments, '  ')});`,
      ];
    }
    case 'kms':
      return [];
  }
}

function byHandFunction(
  policy: ResourcePolicy,
  name: string,
  comments: Map<JsonData, readonly string[]>,
): string {
  const label = printable(resourceLabel(policy.resource)).replaceAll('*/', '* /');
  const where = policy.foreign
    ? `the policy of ${label}, which stands in another account`
    : `the policy of ${label}: key.addToResourcePolicy(…)`;
  const data = documentData(policy.document, comments);
  const statements = data['Statement'] ?? [];
  return [
    `/** The statements to be added to ${where}. */`,
    `export function statementsFor${name}(): iam.PolicyStatement[] {`,
    `  return ${tsLiteral(statements, comments, '  ')}.map((statement) => iam.PolicyStatement.fromJson(statement));`,
    '}',
    '',
  ].join('\n');
}

function documentData(
  document: PolicyDocument,
  comments: Map<JsonData, readonly string[]>,
): { readonly [key: string]: JsonData } {
  const data = renderDocument(document, markedText);
  const rendered = data['Statement'];
  for (const [index, statement] of document.statements.entries()) {
    const item = Array.isArray(rendered) ? (rendered as readonly JsonData[])[index] : undefined;
    if (item !== undefined) {
      comments.set(item, statement.reasons.map(reasonLine));
    }
  }
  return data;
}
