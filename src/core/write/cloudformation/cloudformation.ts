import { resourceLabel } from '../../arn/arn.ts';
import type { CloudFormationOrigin, Flow } from '../../flow/flow.ts';
import type { PlannedRole } from '../../plan/plan-roles.ts';
import { type PolicyDocument, renderDocument } from '../../policy/document.ts';
import { groupBy } from '../../policy/merge.ts';
import type { ResourcePolicy } from '../../policy/resource-policies.ts';
import { distinctPascalCase, pascalCase } from '../../policy/short-names.ts';
import type { JsonData } from '../../template/reference.ts';
import { template } from '../../template/template.ts';
import { fileNames, stem } from '../file-names.ts';
import { conditionOf } from '../flow-condition.ts';
import type { OutputFormat } from '../format.ts';
import { reasonLines } from '../reasons.ts';
import { expression } from './expression.ts';
import { commentLine, templateYaml } from './yaml.ts';

/**
 * CloudFormation in YAML. References of a flow's own template are kept, so the resources belong
 * into that template; for other flows the text is a template of its own.
 */
export const cloudFormation: OutputFormat = {
  print(roles) {
    return bySource(roles)
      .map(({ members }) => templateText(members))
      .join('---\n');
  },

  files(roles) {
    const sources = bySource(roles);
    const names = fileNames(sources.map(({ source }) => stem(source)));
    return sources.map(({ members }, index) => ({
      path: `${names[index]}.role.yaml`,
      text: templateText(members),
    }));
  },
};

/** Roles of one source file stand in one template, as their references mean that file's resources. */
function bySource(roles: readonly PlannedRole[]) {
  const groups = groupBy(roles, ({ plan }) => plan.flows[0]?.place.file ?? '');
  return [...groups].map(([source, members]) => ({ source, members }));
}

/** The template that makes a flow; a flow of any other source needs a template of its own. */
function cloudFormationOrigin({ origin }: Flow): CloudFormationOrigin | undefined {
  return origin?.kind === 'cloudformation' ? origin : undefined;
}

type Resources = Record<string, JsonData>;

/** Without a prototype, so that any text is the name of an entry. */
function noResources(): Resources {
  return Object.create(null) as Resources;
}

function templateText(roles: readonly PlannedRole[]): string {
  const comments = new Map<JsonData, readonly string[]>();
  const resources = noResources();
  const outputs = noResources();
  const notes: string[] = [];
  const names = new Map<PlannedRole, string>();
  for (const role of roles) {
    const name = roleLogicalId(role, resources);
    names.set(role, name);
    addRole(role, name, resources, comments);
    addAttachments(role, name, resources, comments, notes);
    outputs[`${name}Arn`] = { Value: { 'Fn::GetAtt': [name, 'Arn'] } };
  }
  const isFragment = roles.some(({ plan }) => plan.flows.some(cloudFormationOrigin));
  const body: JsonData = isFragment
    ? { Resources: resources }
    : { AWSTemplateFormatVersion: '2010-09-09', Resources: resources, Outputs: outputs };
  const text = templateYaml(body, comments, heading(names, isFragment));
  return notes.length === 0 ? text : `${text}\n${notes.join('\n')}\n`;
}

function heading(names: ReadonlyMap<PlannedRole, string>, isFragment: boolean): readonly string[] {
  const flows = [...names.keys()].flatMap(({ plan }) => plan.flows);
  const sources = [...new Set(flows.map(({ source }) => source))].join(', ');
  return [
    `The service role of the Amazon Bedrock flow ${sources}.`,
    ...(isFragment
      ? [
          'Put these resources into the template of the flow, whose resources they refer to, with',
          ...[...names].flatMap(([{ plan }, name]) =>
            plan.flows.map(
              (flow) =>
                `${cloudFormationOrigin(flow)?.logicalId}.ExecutionRoleArn: !GetAtt ${name}.Arn`,
            ),
          ),
          'The trust policy says flow/* because the flow needs its role before it has an id.',
        ]
      : []),
  ];
}

function roleLogicalId({ plan }: PlannedRole, taken: Resources): string {
  const [flow] = plan.flows;
  const origin = flow && cloudFormationOrigin(flow);
  if (origin?.roleLogicalId !== undefined) {
    return origin.roleLogicalId;
  }
  // A resource of that name that is not the flow's role is somebody else's.
  const others = new Set([...(origin?.logicalIds ?? []), ...Object.keys(taken)]);
  const own = origin?.logicalId ?? '';
  const base = `${isLogicalId(own) ? own : logicalIdFor(own || (flow?.name ?? ''))}Role`;
  return unique(base, others);
}

/** Placeholders of other tools, and what CloudFormation refuses, are none. */
function isLogicalId(text: string): boolean {
  return /^[A-Za-z0-9]{1,251}$/.test(text);
}

/** A flow's name as a logical id: it begins with a letter and is not overlong. */
function logicalIdFor(name: string): string {
  const plain = pascalCase(name);
  return /^[A-Za-z][A-Za-z0-9]{0,99}$/.test(plain) ? plain : `Flow${distinctPascalCase(name, 60)}`;
}

function unique(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let count = 2; taken.has(name); count += 1) {
    name = `${base}${count}`;
  }
  return name;
}

function namesIn(resources: Resources): ReadonlySet<string> {
  return new Set(Object.keys(resources));
}

function addRole(
  { plan }: PlannedRole,
  name: string,
  resources: Resources,
  comments: Map<JsonData, readonly string[]>,
): void {
  const document = (policy: PolicyDocument) => documentData(policy, name, comments);
  const inline = plan.identity.filter(({ kind }) => kind === 'inline');
  resources[name] = {
    Type: 'AWS::IAM::Role',
    ...condition(plan),
    Properties: {
      AssumeRolePolicyDocument: document(plan.trust),
      ...(inline.length > 0 && {
        Policies: inline.map((policy) => ({
          PolicyName: policy.name,
          PolicyDocument: document(policy.document),
        })),
      }),
    },
  };
  for (const policy of plan.identity.filter(({ kind }) => kind === 'managed')) {
    resources[unique(`${name}${policy.name}`, namesIn(resources))] = {
      Type: 'AWS::IAM::ManagedPolicy',
      ...condition(plan),
      Properties: { Roles: [{ Ref: name }], PolicyDocument: document(policy.document) },
    };
  }
}

function condition(plan: PlannedRole['plan']): { readonly Condition?: string } {
  const name = conditionOf(plan.flows);
  return name === undefined ? {} : { Condition: name };
}

function addAttachments(
  { plan }: PlannedRole,
  roleName: string,
  resources: Resources,
  comments: Map<JsonData, readonly string[]>,
  notes: string[],
): void {
  for (const policy of plan.resourcePolicies) {
    const reasons = policy.document.statements.flatMap(reasonLines);
    const base = `${roleName.replace(/Role$/, '')}${pascalCase(resourceLabel(policy.resource)).slice(0, 100)}`;
    if (policy.foreign || policy.service === 'kms') {
      notes.push(...attachByHand(policy, roleName, reasons));
      continue;
    }
    for (const data of attachments(policy, roleName)) {
      const resource = { Type: data.type, ...condition(plan), Properties: data.properties };
      comments.set(resource, reasons);
      resources[unique(`${base}Permission`, namesIn(resources))] = resource;
    }
  }
}

function attachments(
  { service, resource, document }: ResourcePolicy,
  roleName: string,
): readonly { readonly type: string; readonly properties: JsonData }[] {
  switch (service) {
    case 'lambda':
      return document.statements.flatMap(({ actions, conditions }) =>
        (conditions.find(({ key }) => key === 'aws:SourceArn')?.values ?? []).map((flow) => ({
          type: 'AWS::Lambda::Permission',
          properties: {
            FunctionName: expression(resource),
            Action: actions[0] ?? '',
            Principal: 'bedrock.amazonaws.com',
            SourceAccount: { Ref: 'AWS::AccountId' },
            SourceArn: expression(flow),
          },
        })),
      );
    case 'lex':
      return [
        {
          type: 'AWS::Lex::ResourcePolicy',
          properties: {
            ResourceArn: expression(resource),
            Policy: documentData(document, roleName, new Map()),
          },
        },
      ];
    case 'kms':
      return [];
  }
}

/** What CloudFormation has no resource for: a statement in a key's policy, or in another account. */
function attachByHand(
  policy: ResourcePolicy,
  roleName: string,
  reasons: readonly string[],
): readonly string[] {
  const data = documentData(policy.document, roleName, new Map());
  const statements = (data as { readonly Statement: JsonData }).Statement;
  const where = policy.foreign
    ? `policy of ${resourceLabel(policy.resource)}, which stands in another account`
    : `KeyPolicy of ${resourceLabel(policy.resource)}`;
  const text = templateYaml(statements, new Map(), []).trimEnd();
  return [
    `# ${commentLine(`To be added by hand to the ${where}:`)}`,
    ...reasons.map((reason) => `# ${commentLine(reason)}`),
    ...text.split('\n').map((line) => `#   ${line}`),
  ];
}

function documentData(
  document: PolicyDocument,
  roleName: string,
  comments: Map<JsonData, readonly string[]>,
): JsonData {
  const role = template({
    kind: 'cloudformation',
    intrinsic: { fn: 'GetAtt', resource: roleName, attribute: 'Arn' },
  });
  const statements = document.statements.map((statement) =>
    statement.principal?.kind === 'role'
      ? { ...statement, principal: { kind: 'role', arn: role } as const }
      : statement,
  );
  const data = renderDocument({ statements }, expression);
  const rendered = data['Statement'];
  for (const [index, statement] of statements.entries()) {
    const item = Array.isArray(rendered) ? (rendered as readonly JsonData[])[index] : undefined;
    if (item !== undefined) {
      comments.set(item, reasonLines(statement));
    }
  }
  return data;
}
