import type { SourceFile } from '../file.ts';
import type { Flow } from '../flow/flow.ts';
import type { Granted } from '../granted/granted.ts';
import { grantedInFiles, isPolicyDocument, joinGranted } from '../granted/policy-files.ts';
import { InputError } from '../problem.ts';
import { grantedInTemplate } from '../read/cloudformation/role-template.ts';
import { isTemplate } from '../read/cloudformation/stack.ts';
import { isTerraform, readDocument } from '../read/read.ts';
import { isCompanion } from '../write/role-documents.ts';
import { type Failure, failureOf, unreadFile } from './failure.ts';
import { type ProjectFiles, relatedIn } from './files.ts';
import type { Owners } from './owners.ts';
import { baseName, directoryOf, joinPaths } from './paths.ts';

const EXPECTED =
  'an IAM policy in JSON or YAML, or the template or Terraform file of the role (FILE#ROLE)';

/** Which policy files say what the roles of flows have, and what they say. */
export interface ProjectPolicies {
  /** The files of a flow's role that stand outside of the flow's own file: `FILE`, without role. */
  readonly filesOf: (flow: Flow) => readonly string[];
  /** What all of these files grant. */
  readonly granted: (flows: readonly Flow[]) => Granted;
  /** Those that count and could not be read, so that what the role has is not known. */
  readonly failures: readonly Failure[];
}

/**
 * Reads the policies that stand in files of their own: those that somebody named for every role,
 * those that the configuration names, and those beside a flow under the names that
 * `generate --out` gives them.
 *
 * @param named `FILE` or `FILE#ROLE`, for every role.
 */
export async function policiesFor(
  flows: readonly Flow[],
  named: readonly string[],
  files: ProjectFiles,
  owners: Owners,
): Promise<ProjectPolicies> {
  // Flows are known by their source: those that a role is planned for are copies.
  const own = new Map(
    flows.map((flow) => {
      const role = owners.roleOf(flow);
      const configured = role === undefined ? [] : owners.policiesOf(role);
      const references = [...named, ...configured].map((each) => referenceOf(each, files));
      return [flow.source, [...companionsOf(flow, files), ...references]];
    }),
  );
  const ownOf = ({ source }: Flow) => own.get(source) ?? [];
  const { parts, failures } = await readPolicies([...own.values()].flat(), files);
  return {
    filesOf: (flow) => [...new Set(ownOf(flow).map(({ path }) => path))],
    granted: (sharers) =>
      joinGranted(
        [...new Set(sharers.flatMap(ownOf).map(keyOf))].flatMap((key) => parts.get(key) ?? []),
      ),
    failures,
  };
}

/** What the policy files that somebody named grant: `FILE` or `FILE#ROLE`. */
export async function grantedNamed(
  named: readonly string[],
  files: ProjectFiles,
): Promise<{ readonly granted: Granted; readonly failures: readonly Failure[] }> {
  const references = named.map((each) => referenceOf(each, files));
  const { parts, failures } = await readPolicies(references, files);
  return { granted: joinGranted([...parts.values()]), failures };
}

async function readPolicies(references: readonly PolicyReference[], files: ProjectFiles) {
  const parts = new Map<string, Granted>();
  const failures: Failure[] = [];
  for (const reference of new Map(references.map((each) => [keyOf(each), each])).values()) {
    if (reference.isCompanion === true && files.read(reference.path).kind === 'absent') {
      continue;
    }
    const opened = new Set([reference.path]);
    try {
      parts.set(keyOf(reference), await grantedBy(reference, files, opened));
    } catch (error) {
      failures.push(failureOf(reference.path, error, opened));
    }
  }
  return { parts, failures };
}

interface PolicyReference {
  readonly path: string;
  /** The role that is meant, in a template or a module. */
  readonly role?: string;
  /** Nobody names it: it counts by its own name, and one that is gone by now says nothing. */
  readonly isCompanion?: boolean;
}

/** `FILE#ROLE`, unless there is a file of the whole name. */
function referenceOf(text: string, files: ProjectFiles): PolicyReference {
  const hash = text.lastIndexOf('#');
  return hash > 0 && files.read(text).kind === 'absent'
    ? { path: text.slice(0, hash), role: text.slice(hash + 1) }
    : { path: text };
}

function keyOf({ path, role }: PolicyReference): string {
  return role === undefined ? path : `${path}#${role}`;
}

/** The policies beside a flow that is a file of its own. */
function companionsOf({ place, name, origin }: Flow, files: ProjectFiles): PolicyReference[] {
  if (origin !== undefined || place.file === '<stdin>') {
    return [];
  }
  const directory = directoryOf(place.file);
  return files
    .list(directory)
    .filter((file) => isCompanion(file, name))
    .map((file) => ({ path: joinPaths(directory, file), isCompanion: true }));
}

/** @throws InputError for a file that is absent, cannot be read, or is no policy. */
async function grantedBy(
  { path, role }: PolicyReference,
  files: ProjectFiles,
  opened: Set<string>,
): Promise<Granted> {
  const contents = files.read(path);
  if (contents.kind !== 'text') {
    const why = contents.kind === 'absent' ? 'no such file' : contents.why;
    throw new InputError(...unreadFile(path, why, EXPECTED).problems);
  }
  const file: SourceFile = { path, text: contents.text };
  if (isTerraform(path)) {
    const { grantedInTerraform } = await import('../read/terraform/role-module.ts');
    return grantedInTerraform(file, relatedIn(files, (other) => opened.add(other)).list, role);
  }
  const document = await readDocument(file);
  if (isTemplate(document)) {
    return grantedInTemplate(document, role);
  }
  if (!isPolicyDocument(document)) {
    throw new InputError({
      place: document.place,
      found: `${baseName(path)} without "Statement"`,
      expected: EXPECTED,
    });
  }
  return grantedInFiles([{ path, document }]);
}
