import { resourceLabel } from '../arn/arn.ts';
import { flowArn } from '../needs/flow-arn.ts';
import type { PlannedRole } from '../plan/plan-roles.ts';
import { NO_ANSWERS } from '../template/answers.ts';
import { display } from '../template/template.ts';
import { quote } from '../write/aws-cli/shell.ts';
import type { OutputFormatName } from '../write/index.ts';
import { nameDocuments } from '../write/role-documents.ts';

/** What is left to do after the files are written, with the commands that do it. */
export function nextSteps(
  roles: readonly PlannedRole[],
  format: OutputFormatName,
  directory: string,
): readonly string[] {
  return [...createSteps(roles, format, directory), ...roles.flatMap(flowSteps)];
}

function createSteps(
  roles: readonly PlannedRole[],
  format: OutputFormatName,
  directory: string,
): readonly string[] {
  const at = (name: string) => quote(`${directory}/${name}`);
  switch (format) {
    case 'json':
      return nameDocuments(roles).flatMap(({ role, trust, identity, attached }) => [
        `Create the role: aws iam create-role --role-name ${quote(role.plan.roleName)} --assume-role-policy-document file://${at(trust)}`,
        ...identity.map(
          ({ policy, path }) =>
            `Give it its permissions: aws iam put-role-policy --role-name ${quote(role.plan.roleName)} --policy-name ${policy.name} --policy-document file://${at(path)}`,
        ),
        ...attached.map(
          ({ policy, path }) =>
            `Add the statement of ${at(path)} to the policy of ${resourceLabel(policy.resource)}; --format aws-cli writes the commands.`,
        ),
      ]);
    case 'aws-cli':
      return [`Run ${at('create-roles.sh')}: it creates the roles, or brings them up to date.`];
    case 'cloudformation':
      return [
        'Put the resources into the template of the flow, or deploy them as a stack of their own.',
      ];
    case 'terraform':
      return ['Put the file into the module of the flow, then: terraform plan'];
    case 'cdk':
      return ['Call the function of the file in your stack, and give the flow its attrArn.'];
  }
}

function flowSteps({ plan }: PlannedRole): readonly string[] {
  const account = plan.deployment.account ?? 'ACCOUNT';
  const arn = `arn:${plan.deployment.partition ?? 'aws'}:iam::${account}:role${plan.rolePath ?? '/'}${plan.roleName}`;
  return plan.flows.flatMap((flow) => {
    const settlement = { answers: NO_ANSWERS, deployment: plan.deployment, keeps: () => false };
    const isKnown = flowArn(flow, settlement).known || !display(trustArn(plan)).endsWith('/*');
    return [
      ...(flow.origin === undefined
        ? [`Give flow "${flow.name}" the role: its executionRoleArn is ${arn}`]
        : []),
      ...(isKnown
        ? []
        : [
            `Once flow "${flow.name}" exists, run this again with its id: then the role trusts this flow alone.`,
          ]),
    ];
  });
}

function trustArn({ trust }: PlannedRole['plan']) {
  const conditions = trust.statements.flatMap((statement) => statement.conditions);
  return conditions.find(({ key }) => key === 'aws:SourceArn')?.values[0] ?? [];
}
