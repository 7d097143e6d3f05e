import { parseArn, resourceLabel, withoutQualifier } from '../../arn/arn.ts';
import type { ResourceService } from '../../granted/granted.ts';
import type { Statement } from '../../policy/document.ts';
import { renderConditions } from '../../policy/document.ts';
import type { ResourcePolicy } from '../../policy/resource-policies.ts';
import type { IdentityPolicy, RolePlan } from '../../policy/role-plan.ts';
import { display, type Template } from '../../template/template.ts';
import type { OutputFormat } from '../format.ts';
import { reasonLines } from '../reasons.ts';
import { documentFiles, nameDocuments, type RoleDocuments } from '../role-documents.ts';
import { command, comment, indent, quote } from './shell.ts';

/**
 * A commented bash script of `aws` commands that creates the role, or brings it up to date: it may
 * run any number of times. Its documents are files beside it, or stand in the script itself.
 */
export const awsCli: OutputFormat = {
  print(roles) {
    const named = nameDocuments(roles);
    return script(named, [
      'documents=$(mktemp -d)',
      'trap \'rm -rf "$documents"\' EXIT',
      ...named
        .flatMap(documentFiles)
        .map(
          ({ path, text }) =>
            `cat >"$documents/${path}" <<'END_OF_DOCUMENT'\n${text}END_OF_DOCUMENT`,
        ),
    ]);
  },

  files(roles) {
    const named = nameDocuments(roles);
    return [
      ...named.flatMap(documentFiles),
      {
        path: 'create-roles.sh',
        text: script(named, ['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),
        executable: true,
      },
    ];
  },
};

function script(named: readonly RoleDocuments[], documents: readonly string[]): string {
  const usesManaged = named.some(({ identity }) =>
    identity.some(({ policy }) => policy.kind === 'managed'),
  );
  const usesKeys = named.some(({ attached }) =>
    attached.some(({ policy }) => policy.service === 'kms' && !policy.foreign),
  );
  // Everything that can stop the script is looked at before it changes anything.
  const checks = new Set(named.map(({ role }) => checkAccount(role.plan.deployment)));
  const heading = [
    '#!/usr/bin/env bash',
    '# Creates the service roles of Amazon Bedrock flows, or brings them up to date.',
    `# It may run any number of times; it needs the AWS CLI${usesKeys ? ' and jq' : ''}.`,
    'set -euo pipefail',
    'export AWS_PAGER=""',
    ...(usesKeys ? [CHECK_JQ] : []),
    ...checks,
  ];
  return `${[
    heading.join('\n'),
    documents.join('\n'),
    ...(usesManaged ? [PUT_MANAGED_POLICY] : []),
    ...(usesKeys ? [PUT_KEY_STATEMENT] : []),
    ...named.map(roleCommands),
  ].join('\n\n')}\n`;
}

const CHECK_JQ = `if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi`;

const PUT_MANAGED_POLICY = `# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
put_managed_policy() {
  if aws iam get-policy --policy-arn "$1" >/dev/null 2>&1; then
    local old
    old=$(aws iam list-policy-versions --policy-arn "$1" --output text \\
      --query 'sort_by(Versions[?!IsDefaultVersion], &CreateDate)[0].VersionId')
    if [ "$(aws iam list-policy-versions --policy-arn "$1" --query 'length(Versions)' --output text)" -ge 5 ]; then
      aws iam delete-policy-version --policy-arn "$1" --version-id "$old"
    fi
    aws iam create-policy-version --policy-arn "$1" --policy-document "file://$3" --set-as-default
  else
    aws iam create-policy --policy-name "$2" --policy-document "file://$3"
  fi
}`;

const PUT_KEY_STATEMENT = `# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;

function roleCommands({ role: { plan }, ...documents }: RoleDocuments): string {
  const role = quote(plan.roleName);
  const trust = documentUrl(documents.trust);
  return [
    comment(`The role of the flow ${plan.flows.map(({ name: flow }) => `"${flow}"`).join(', ')}.`),
    useRegion(plan.deployment),
    `if aws iam get-role --role-name ${role} >/dev/null 2>&1; then`,
    indent(
      command(
        'aws iam update-assume-role-policy',
        `--role-name ${role}`,
        `--policy-document ${trust}`,
      ),
    ),
    'else',
    indent(
      command(
        'aws iam create-role',
        `--role-name ${role}`,
        ...(plan.rolePath === undefined ? [] : [`--path ${quote(plan.rolePath)}`]),
        `--assume-role-policy-document ${trust}`,
        "--description 'Service role of an Amazon Bedrock flow'",
      ),
    ),
    'fi',
    ...documents.identity.map(({ policy, path }) => identityCommand(policy, path, plan)),
    ...documents.attached.map(({ policy, path }) => resourceCommands(policy, path)),
    comment('The ARN to give the flow as its executionRoleArn:'),
    command('aws iam get-role', `--role-name ${role}`, '--query Role.Arn', '--output text'),
  ].join('\n');
}

/** IAM and STS are asked in the flow's Region, which also decides on the partition. */
function useRegion({ region }: RolePlan['deployment']): string {
  return region === undefined
    ? ''
    : `export AWS_REGION=${quote(region)} AWS_DEFAULT_REGION=${quote(region)}`;
}

function checkAccount(deployment: RolePlan['deployment']): string {
  const { account } = deployment;
  return [
    useRegion(deployment),
    'caller=$(aws sts get-caller-identity --query Account --output text)',
    ...(account === undefined
      ? []
      : [
          `if [ "$caller" != ${quote(account)} ]; then`,
          indent(`echo ${quote(`The AWS CLI is not signed in to account ${account}.`)} >&2`),
          indent('exit 1'),
          'fi',
        ]),
  ].join('\n');
}

function identityCommand(
  policy: IdentityPolicy,
  path: string,
  { roleName, deployment }: RolePlan,
): string {
  const reasons = policy.document.statements.flatMap(statementComments);
  switch (policy.kind) {
    case 'inline':
      return [
        ...reasons,
        command(
          'aws iam put-role-policy',
          `--role-name ${quote(roleName)}`,
          `--policy-name ${quote(policy.name)}`,
          `--policy-document ${documentUrl(path)}`,
        ),
      ].join('\n');
    case 'managed': {
      const policyName = `${roleName}-${policy.name}`.slice(0, 128);
      const arn = quote(
        `arn:${deployment.partition ?? 'aws'}:iam::${deployment.account ?? ''}:policy/${policyName}`,
      );
      return [
        ...reasons,
        `put_managed_policy ${arn} ${quote(policyName)} "$documents/${path}"`,
        command(
          'aws iam attach-role-policy',
          `--role-name ${quote(roleName)}`,
          `--policy-arn ${arn}`,
        ),
      ].join('\n');
    }
  }
}

function statementComments(statement: Statement): readonly string[] {
  return reasonLines(statement).map((line) => comment(`${statement.sid}: ${line}`));
}

function resourceCommands(policy: ResourcePolicy, path: string): string {
  const { service, document, foreign, resource } = policy;
  const lines =
    service === 'kms'
      ? [...document.statements.flatMap(statementComments), keyCommand(policy, path)]
      : document.statements.flatMap((statement) => [
          ...statementComments(statement),
          ...statementCommands(service, resource, statement),
        ]);
  return foreign
    ? [
        comment(
          `${resourceLabel(resource)} stands in another account: an administrator there runs the command below.`,
        ),
        ...lines.map((line) =>
          line
            .split('\n')
            .map((part) => (part.startsWith('#') ? part : `# ${part}`))
            .join('\n'),
        ),
      ].join('\n')
    : lines.join('\n');
}

function statementCommands(
  service: Exclude<ResourceService, 'kms'>,
  resource: Template,
  statement: Statement,
): readonly string[] {
  const arn = display(resource);
  const region = quote(regionOf(resource));
  switch (service) {
    case 'lambda':
      return grantees(statement).flatMap(({ sid, options }) =>
        addPermission(resource, sid, options),
      );
    case 'lex':
      return lexCommands(arn, region, statement);
  }
}

/** All statements for a key go into its policy at once. */
function keyCommand({ resource }: ResourcePolicy, path: string): string {
  return `put_key_statement ${quote(display(resource))} ${quote(regionOf(resource))} "$documents/${path}"`;
}

interface Grantee {
  readonly sid: string;
  readonly options: readonly string[];
}

/** `add-permission` lets in one flow or one role at a time. */
function grantees({ sid, principal, conditions }: Statement): readonly Grantee[] {
  if (principal?.kind === 'role') {
    return [{ sid, options: [`--principal ${quote(display(principal.arn))}`] }];
  }
  const values = (key: string) =>
    conditions.find((condition) => condition.key === key)?.values ?? [];
  const accounts = values('aws:SourceAccount').map(display);
  return values('aws:SourceArn').map((flow, index) => ({
    sid: index === 0 ? sid : `${sid}${index + 1}`,
    options: [
      `--principal ${principal?.service ?? ''}`,
      ...accounts.map((account) => `--source-account ${quote(account)}`),
      `--source-arn ${quote(display(flow))}`,
    ],
  }));
}

function addPermission(
  resource: Template,
  sid: string,
  options: readonly string[],
): readonly string[] {
  const [name, qualifier] = withoutQualifier(resource);
  const target = [
    `--function-name ${quote(display(name))}`,
    ...(qualifier === undefined ? [] : [`--qualifier ${quote(display(qualifier))}`]),
    `--statement-id ${quote(sid)}`,
    `--region ${quote(regionOf(resource))}`,
  ];
  return [
    `${command('aws lambda remove-permission', ...target)} >/dev/null 2>&1 || true`,
    command('aws lambda add-permission', ...target, '--action lambda:InvokeFunction', ...options),
  ];
}

function lexCommands(arn: string, region: string, statement: Statement): readonly string[] {
  const { sid, actions, conditions, principal } = statement;
  const target = [
    `--resource-arn ${quote(arn)}`,
    `--statement-id ${quote(sid)}`,
    `--region ${region}`,
  ];
  return [
    `${command('aws lexv2-models delete-resource-policy-statement', ...target)} >/dev/null 2>&1 || true`,
    command(
      'aws lexv2-models create-resource-policy-statement',
      ...target,
      '--effect Allow',
      `--principal service=${principal?.kind === 'service' ? principal.service : ''}`,
      `--action ${actions.join(' ')}`,
      `--condition ${quote(JSON.stringify(renderConditions(conditions, display)))}`,
    ),
  ];
}

function documentUrl(path: string): string {
  return `"file://$documents/${path}"`;
}

function regionOf(resource: Template): string {
  return display(parseArn(resource)?.region ?? []);
}
