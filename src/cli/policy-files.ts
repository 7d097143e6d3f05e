import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GrantedElsewhere } from '../core/compare/compare.ts';
import { policyFilesOf } from '../core/config/assigned.ts';
import type { Flow } from '../core/flow/flow.ts';
import { grantedInFiles, isPolicyDocument } from '../core/granted/plain.ts';
import { InputError } from '../core/problem.ts';
import type { SourceFile } from '../core/read/format.ts';
import { readJson } from '../core/read/text/json.ts';
import { isCompanion } from '../core/write/role-documents.ts';
import type { LoadedConfig } from './config.ts';
import { filesNamed, shown } from './find-files.ts';

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
  const files = new Map<string, SourceFile>();
  const open = async (name: string) => {
    const found = (await filesNamed(name)).files;
    for (const file of found) {
      files.set(file.path, file);
    }
    return found.map(({ path }) => path);
  };
  const given = (await Promise.all(named.map(open))).flat();
  const beside = new Map<Flow, readonly string[]>();
  for (const flow of flows) {
    const paths = [...companionsOf(flow), ...(await configuredPolicies(flow, config))];
    beside.set(flow, (await Promise.all(paths.map(open))).flat());
  }
  const documents = new Map(
    [...files.values()].map((file) => [file.path, documentOf(file)] as const),
  );
  return (sharers) => {
    const own = flows
      .filter(({ source }) => sharers.some((sharer) => sharer.source === source))
      .flatMap((flow) => beside.get(flow) ?? []);
    return grantedInFiles(
      [...new Set([...given, ...own])].flatMap((path) => {
        const document = documents.get(path);
        return document === undefined ? [] : [{ path, document }];
      }),
    );
  };
}

function documentOf({ path, text }: SourceFile) {
  const document = readJson(path, text.replace(/^\ufeff/, ''));
  if (!isPolicyDocument(document)) {
    throw new InputError({
      place: document.place,
      found: 'a file without "Statement"',
      expected: 'an IAM policy in JSON',
    });
  }
  return document;
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
