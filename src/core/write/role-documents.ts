import { resourceLabel } from '../arn/arn.ts';
import type { PlannedRole } from '../plan/plan-roles.ts';
import { type PolicyDocument, renderDocument } from '../policy/document.ts';
import type { ResourcePolicy } from '../policy/resource-policies.ts';
import type { IdentityPolicy } from '../policy/role-plan.ts';
import { printableJson } from '../printable.ts';
import { display } from '../template/template.ts';
import { fileName, fileNames } from './file-names.ts';
import type { OutputFile } from './format.ts';

/** A role with the file name of each of its documents. */
export interface RoleDocuments {
  readonly role: PlannedRole;
  readonly trust: string;
  readonly identity: readonly { readonly policy: IdentityPolicy; readonly path: string }[];
  readonly attached: readonly { readonly policy: ResourcePolicy; readonly path: string }[];
}

/** Names the documents of roles: `FLOW.trust-policy.json`, `FLOW.lambda-function-NAME.json`. */
export function nameDocuments(roles: readonly PlannedRole[]): readonly RoleDocuments[] {
  const names = fileNames(roles.map(({ plan }) => plan.flows[0]?.name ?? 'flow'));
  return roles.map((role, index) => {
    const path = (part: string | undefined) => `${names[index]}.${part}.json`;
    const { identity, resourcePolicies } = role.plan;
    const attached = fileNames(
      resourcePolicies.map(({ service, resource }) => `${service}-${resourceLabel(resource)}`),
    );
    return {
      role,
      trust: path('trust-policy'),
      identity: identity.map((policy) => ({ policy, path: path(policy.name) })),
      attached: resourcePolicies.map((policy, at) => ({ policy, path: path(attached[at]) })),
    };
  });
}

/** The documents as files. */
export function documentFiles({
  role,
  trust,
  identity,
  attached,
}: RoleDocuments): readonly OutputFile[] {
  return [
    documentFile(trust, role.plan.trust),
    ...identity.map(({ path, policy }) => documentFile(path, policy.document)),
    ...attached.map(({ path, policy }) => documentFile(path, policy.document)),
  ];
}

function documentFile(path: string, document: PolicyDocument): OutputFile {
  return { path, text: `${printableJson(documentJson(document))}\n` };
}

/** A policy without anything but literal text; what is open stands as `<KEY>`, which IAM matches with nothing. */
export function documentJson(document: PolicyDocument): unknown {
  return renderDocument(document, display);
}

/** Whether a file has a name that the documents of a flow's role get, as `nameDocuments` gives it. */
export function isCompanion(file: string, flowName: string): boolean {
  const prefix = `${fileName(flowName)}.`;
  return (
    file.startsWith(prefix) &&
    /^(?:trust-policy|FlowPermissions\d{0,2}|(?:lambda|lex|kms)-[\w-]+)\.json$/.test(
      file.slice(prefix.length),
    )
  );
}
