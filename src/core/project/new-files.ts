import type { ComparedRole } from '../compare/compare.ts';
import { newPolicyFiles } from '../edit/new-policy-files.ts';
import type { Draft } from '../edit/task.ts';
import type { ProjectFiles } from './files.ts';
import { directoryOf, joinPaths } from './paths.ts';

/** The new policy files of a role, beside its flow; undefined where there is nothing to make. */
export function newFilesOf(role: ComparedRole, files: ProjectFiles): Draft | undefined {
  const made = newPolicyFiles(role);
  if (made === undefined || made.beside === '<stdin>') {
    return undefined;
  }
  const changes = made.files.map(({ path, text }) => ({
    path: joinPaths(directoryOf(made.beside), path),
    before: '',
    after: text,
  }));
  return changes.some(({ path }) => isTaken(path, files))
    ? undefined
    : { changes, mends: made.findings, inspect: () => undefined };
}

/**
 * Says with the findings of a role that its policies are not written where something stands already
 * that was not read as a policy.
 */
export function withTaken(role: ComparedRole, files: ProjectFiles): ComparedRole {
  const made = newPolicyFiles(role);
  const taken = (made?.files ?? [])
    .map(({ path }) => joinPaths(directoryOf(made?.beside ?? ''), path))
    .filter((path) => isTaken(path, files));
  if (made === undefined || taken.length === 0) {
    return role;
  }
  const homeless = new Set(made.findings);
  const remedy = `The policy is not written: ${taken.join(', ')} exists or may exist, and was not read as a policy. Correct or remove it, or write the policy yourself.`;
  return {
    ...role,
    findings: role.findings.map((finding) =>
      homeless.has(finding) ? { ...finding, remedy } : finding,
    ),
  };
}

/** Whether there is, or may be, a file that must not be written over. */
function isTaken(path: string, files: ProjectFiles): boolean {
  return files.isCut || files.read(path).kind !== 'absent';
}
