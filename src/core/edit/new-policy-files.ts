import type { ComparedRole } from '../compare/compare.ts';
import type { Finding } from '../compare/finding.ts';
import { unknownRole } from '../compare/rules/unknown.ts';
import type { OutputFile } from '../write/format.ts';
import { documentFiles, nameDocuments } from '../write/role-documents.ts';

/** Policies that are to be made for a role, and what they mend. */
export interface NewPolicyFiles {
  /** The file of the flow that they are to stand beside. */
  readonly beside: string;
  readonly files: readonly OutputFile[];
  readonly findings: readonly Finding[];
}

/**
 * The policies of a role that has none in any file. Undefined where there is nothing to make, where
 * a template or a module is the place for it, and while questions are open.
 */
export function newPolicyFiles({ role, findings }: ComparedRole): NewPolicyFiles | undefined {
  const [flow] = role.plan.flows;
  const homeless = findings.filter(
    ({ rule, repair }) =>
      rule === unknownRole.id ||
      (repair?.do === 'allow' && repair.policy === undefined && repair.role === undefined),
  );
  const [documents] = nameDocuments([role]);
  if (
    flow === undefined ||
    flow.origin !== undefined ||
    documents === undefined ||
    homeless.length === 0 ||
    role.plan.questions.length > 0
  ) {
    return undefined;
  }
  const isAll = homeless.some(({ rule }) => rule === unknownRole.id);
  const identity = new Set(documents.identity.map(({ path }) => path));
  const files = documentFiles(documents).filter(({ path }) => isAll || identity.has(path));
  return files.length === 0 ? undefined : { beside: flow.place.file, files, findings: homeless };
}
