import { resourceLabel } from '../arn/arn.ts';
import type { PlannedRole } from '../interview/interview.ts';
import { showLine } from '../place.ts';
import { type PolicyDocument, renderDocument } from '../policy/document.ts';
import { printableJson } from '../printable.ts';
import { display } from '../template/template.ts';
import { fileName, roleFileNames } from './file-names.ts';
import type { OutputFile, OutputFormat } from './format.ts';

/** Policies as IAM reads them; the printed object is the contract for other programs. */
export const json: OutputFormat = {
  name: 'json',
  keeps: () => false,

  print(roles) {
    return `${printableJson({ roles: roles.map(roleJson) })}\n`;
  },

  files(roles) {
    const names = roleFileNames(roles);
    return roles.flatMap((role) => roleFiles(role, names.get(role) ?? 'flow'));
  },
};

/** A policy without anything but literal text; what is open stands as `<KEY>`, which IAM matches with nothing. */
export function documentJson(document: PolicyDocument): unknown {
  return renderDocument(document, display);
}

function roleJson({ facts, plan }: PlannedRole): unknown {
  const flows = plan.flows.map(({ name, source }) => ({ name, source }));
  return {
    flow: flows[0],
    flows,
    roleName: plan.roleName,
    account: facts.account?.value ?? null,
    region: facts.region?.value ?? null,
    partition: facts.partition?.value ?? null,
    trustPolicy: documentJson(plan.trust),
    identityPolicies: plan.identity.map(({ name, kind, document }) => ({
      name,
      kind,
      document: documentJson(document),
    })),
    resourcePolicies: plan.resourcePolicies.map(({ service, resource, document }) => ({
      service,
      resource: display(resource),
      document: documentJson(document),
    })),
    questions: plan.questions.map(({ key, prompt, place }) => ({
      key,
      prompt,
      where: showLine(place),
    })),
    assumptions: plan.assumptions.map(({ key, prompt, assumed, place }) => ({
      key,
      prompt,
      assumed,
      where: showLine(place),
    })),
    warnings: plan.warnings.map(({ text, place }) => `${showLine(place)}: ${text}`),
  };
}

/** The documents of one role, a file each. */
export function roleFiles({ plan }: PlannedRole, name: string): readonly OutputFile[] {
  const file = (part: string, document: PolicyDocument): OutputFile => ({
    path: `${name}.${part}.json`,
    text: `${printableJson(documentJson(document))}\n`,
  });
  return [
    file('trust-policy', plan.trust),
    ...plan.identity.map((policy) => file(policy.name, policy.document)),
    ...plan.resourcePolicies.map((policy) => file(resourcePolicyName(policy), policy.document)),
  ];
}

/** `lambda-function-my-function`: the service and the resource that a policy is attached to. */
export function resourcePolicyName({
  service,
  resource,
}: PlannedRole['plan']['resourcePolicies'][number]): string {
  return fileName(`${service}-${resourceLabel(resource)}`);
}
