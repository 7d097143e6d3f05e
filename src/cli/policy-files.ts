import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GrantedElsewhere } from '../core/compare/compare.ts';
import { policyFilesOf } from '../core/config/assigned.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { Granted } from '../core/granted/granted.ts';
import { grantedInFiles, isPolicyDocument, joinGranted } from '../core/granted/plain.ts';
import { InputError } from '../core/problem.ts';
import { grantedInTemplate } from '../core/read/cloudformation/role-template.ts';
import { isTemplate } from '../core/read/cloudformation/stack.ts';
import type { SourceFile } from '../core/read/format.ts';
import { readDocument } from '../core/read/read.ts';
import { isCompanion } from '../core/write/role-documents.ts';
import type { LoadedConfig } from './config.ts';
import { filesNamed } from './find-files.ts';
import { shown } from './read-file.ts';

/**
 * Opens the policy files that were named, for every role, those that a configuration names for one,
 * and those that stand beside a flow under the names that `generate --out` gives them.
 *
 * @throws UsageError for files that are not there. @throws InputError for files that are no policy.
 */
export async function policyFiles(
  named: readonly string[],
  flows: readonly Flow[],
  config: LoadedConfig | undefined,
): Promise<GrantedElsewhere> {
  const parts = new Map<string, Granted>();
  const open = async (name: string, within?: readonly string[]) => {
    const { files, fragment } = await filesNamed(name, undefined, within);
    const keys = files.map(({ path }) => (fragment === undefined ? path : `${path}#${fragment}`));
    for (const [at, file] of files.entries()) {
      parts.set(keys[at] ?? file.path, await grantedIn(file, fragment));
    }
    return keys;
  };
  const given = (await Promise.all(named.map((name) => open(name)))).flat();
  const beside = new Map<Flow, readonly string[]>();
  for (const flow of flows) {
    const directory = config?.directory ?? '.';
    const found = [
      ...companionsOf(flow).map((path) => open(path, ['.', dirname(flow.place.file)])),
      ...(await configuredPolicies(flow, config)).map((path) => open(path, ['.', directory])),
    ];
    beside.set(flow, (await Promise.all(found)).flat());
  }
  return (sharers) => {
    const own = flows
      .filter(({ source }) => sharers.some((sharer) => sharer.source === source))
      .flatMap((flow) => beside.get(flow) ?? []);
    return joinGranted([...new Set([...given, ...own])].flatMap((key) => parts.get(key) ?? []));
  };
}

/** What one file grants: a policy in JSON, or the template of a role that stands apart from its flow. */
async function grantedIn(file: SourceFile, role: string | undefined): Promise<Granted> {
  const document = await readDocument(file);
  if (isTemplate(document)) {
    return grantedInTemplate(document, role);
  }
  if (!isPolicyDocument(document)) {
    throw new InputError({
      place: document.place,
      found: 'a file without "Statement"',
      expected: 'an IAM policy in JSON, or a CloudFormation template with the role',
    });
  }
  return grantedInFiles([{ path: file.path, document }]);
}

/** The policy files that a configuration names for the role of a flow. */
async function configuredPolicies(
  flow: Flow,
  config: LoadedConfig | undefined,
): Promise<readonly string[]> {
  if (config === undefined) {
    return [];
  }
  const { roleOf } = await import('./config.ts');
  const role = roleOf(config, flow);
  return (role === undefined ? [] : policyFilesOf(role)).map((path) =>
    join(config.directory, path),
  );
}

/** The policy files beside a flow that is a file of its own. */
function companionsOf({ place, name, origin }: Flow): readonly string[] {
  if (origin !== undefined || place.file === '<stdin>') {
    return [];
  }
  const directory = dirname(place.file);
  try {
    return readdirSync(directory)
      .filter((file) => isCompanion(file, name))
      .sort()
      .map((file) => shown(join(directory, file)));
  } catch {
    return [];
  }
}
