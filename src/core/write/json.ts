import { showLine } from '../place.ts';
import type { PlannedRole } from '../plan/plan-roles.ts';
import { certaintyJson } from '../policy/certainty-json.ts';
import { noteWarnings } from '../policy/notes.ts';
import { printableJson } from '../printable.ts';
import { display } from '../template/template.ts';
import type { OutputFormat } from './format.ts';
import { documentFiles, documentJson, nameDocuments } from './role-documents.ts';

/** Policies as IAM reads them; the printed object is the contract for other programs. */
export const json: OutputFormat = {
  print(roles) {
    return `${printableJson({ roles: roles.map(roleJson) })}\n`;
  },

  files(roles) {
    return nameDocuments(roles).flatMap(documentFiles);
  },
};

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
      // Beside the document: IAM refuses keys in a policy that it does not know.
      statements: document.statements.map(({ sid, certainty }) => ({
        sid,
        ...certaintyJson(certainty),
      })),
    })),
    resourcePolicies: plan.resourcePolicies.map(({ service, resource, document }) => ({
      service,
      resource: display(resource),
      document: documentJson(document),
      // Beside the document: IAM refuses keys in a policy that it does not know.
      statements: document.statements.map(({ sid, certainty }) => ({
        sid,
        ...certaintyJson(certainty),
      })),
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
    warnings: [...plan.warnings, ...noteWarnings([plan])].map(
      ({ text, place }) => `${showLine(place)}: ${text}`,
    ),
  };
}
