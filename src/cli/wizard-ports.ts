import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import process from 'node:process';
import type { Identity } from '../aws/identity.ts';
import { hasAwsSetup } from '../aws/setup.ts';
import { WORKFLOW_NAME } from '../core/config/workflow.ts';
import { unifiedDiff } from '../core/edit/diff.ts';
import type { Ports } from '../core/interview/ports.ts';
import type { Candidate, Earlier, Repository } from '../core/interview/session.ts';
import type { Surroundings } from '../core/interview/surroundings.ts';
import type { Fact } from '../core/plan/facts.ts';
import { messageOf } from '../core/problem.ts';
import type { OutputFile } from '../core/write/format.ts';
import { outputFormat } from '../core/write/index.ts';
import { lookout } from './look-around.ts';
import { shown } from './read-file.ts';
import type { Keeper } from './saved-session.ts';
import { UsageError } from './usage.ts';
import { ReplaceError, writeFiles } from './write-files.ts';

const KEYBOARD = 'Standard input is the keyboard here: give the path of a file.';

/** Nobody waits longer for a search; what it has found by then is offered. */
const SEARCH_MILLISECONDS = 10_000;

const ENDED =
  'The search was ended before all files were looked at: name a file, or a smaller directory.';

/**
 * What the wizard needs of the outside world, for files and directories that were named.
 *
 * @param leaving ends what is still under way when the wizard is left.
 */
export function portsFor(
  files: readonly string[],
  facts: readonly Fact[],
  keeper: Keeper,
  leaving: AbortSignal,
): Ports {
  const { around, withFile, withPolicy } = lookout();
  const readPath: Ports['readPath'] = (path) =>
    orMessage(path, async () => {
      const { flows, surroundings } = await withFile(spelled(path));
      return { candidates: flows.map(candidate), surroundings };
    });
  const readPolicy: Ports['readPolicy'] = (path) =>
    orMessage(path, () => withPolicy(spelled(path)));
  // What stood in the files when the user was asked whether to replace them.
  let seen: ReadonlyMap<string, string> = new Map();
  return {
    async explore(found, progress, stop) {
      const isKnown = (part: string) => facts.some((fact) => fact.part === part);
      const isAsking = !(isKnown('account') && isKnown('region')) && hasAwsSetup(process.env);
      const identity = isAsking ? signedIn(leaving) : undefined;
      const names = files.length > 0 ? files.map(spelled) : ['.'];
      const end = AbortSignal.any([stop, AbortSignal.timeout(SEARCH_MILLISECONDS)]);
      const { surroundings, config, notes } = await around(names, { progress, stop: end });
      const earlier = await loadEarlier(keeper, { readPath, readPolicy });
      const repository = repositoryHere();
      found({
        candidates: surroundings.project.flows.map(candidate),
        surroundings,
        notes: end.aborted ? [...notes, ENDED] : notes,
        facts,
        isAsking,
        ...(config !== undefined && { config }),
        ...(earlier !== undefined && { earlier }),
        ...(repository !== undefined && { repository }),
      });
      if (identity !== undefined) {
        const { facts: more, failures } = await identity;
        found({
          facts: [...facts, ...more.filter(({ part }) => !isKnown(part))],
          failures,
          isAsking: false,
        });
      }
    },
    readPath,
    readPolicy,
    keep: keeper.keep,
    async save({ roles, format: name, directory, config, workflow }, replace) {
      const format = await outputFormat(name);
      const files = [
        ...format.files(roles).map((file) => ({ ...file, path: join(directory, file.path) })),
        ...(config === undefined ? [] : [config]),
        ...(workflow === undefined ? [] : [{ path: WORKFLOW_NAME, text: workflow }]),
      ];
      try {
        const written = await writeFiles('.', files, replace && seen);
        return { kind: 'saved', files: written.map(({ path }) => shown(path)) };
      } catch (error) {
        if (error instanceof ReplaceError) {
          seen = error.present;
          const message =
            'Files are there with other contents: replace them, or go back and choose another directory.';
          return { kind: 'conflict', message, diff: diffOf(files, seen) };
        }
        if (error instanceof UsageError) {
          return { kind: 'conflict', message: error.message, diff: '' };
        }
        throw error;
      }
    },
  };
}

/** What is read of a file that the user named, or why it cannot be. */
function orMessage<Read>(path: string, read: () => Promise<Read>): Promise<Read | string> {
  return path === '-' ? Promise.resolve(KEYBOARD) : read().catch(messageOf);
}

/** One spelling for each file, so that no flow comes twice. */
function spelled(path: string): string {
  return shown(normalize(path));
}

/** What writing files would change of those that are there. */
function diffOf(files: readonly OutputFile[], present: ReadonlyMap<string, string>): string {
  const diffs = files.map(({ path, text }) => {
    const before = present.get(path);
    return before === undefined || before === text
      ? ''
      : unifiedDiff({ path: shown(path), before, after: text });
  });
  return diffs.join('');
}

/** The metadata service of a virtual machine is not asked: its role is nobody who makes roles. */
async function signedIn(leaving: AbortSignal): Promise<Identity> {
  process.env['AWS_EC2_METADATA_DISABLED'] ??= 'true';
  // The SDK would write its plans for old versions of Node.js over the screen.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { detectIdentity } = await import('../aws/identity.ts');
  return detectIdentity(leaving);
}

/** An interview that was interrupted, with the files that its answers name. */
async function loadEarlier(
  keeper: Keeper,
  { readPath, readPolicy }: Pick<Ports, 'readPath' | 'readPolicy'>,
): Promise<Earlier | undefined> {
  const entries = keeper.load();
  if (entries === undefined) {
    return undefined;
  }
  const named = (id: string) => entries.find((entry) => entry.id === id)?.values ?? [];
  const candidates: Candidate[] = [];
  let surroundings: Surroundings | undefined;
  for (const path of named('path')) {
    const found = await readPath(path);
    if (typeof found !== 'string') {
      candidates.push(...found.candidates);
      surroundings = found.surroundings;
    }
  }
  const [policy = ''] = named('existing');
  const policies = policy === '' ? '' : await readPolicy(policy);
  return {
    entries,
    candidates,
    ...(surroundings && { surroundings }),
    ...(typeof policies !== 'string' && { named: policies }),
  };
}

/** GitHub looks for workflows at the root of a repository only. */
function repositoryHere(): Repository | undefined {
  return existsSync('.git')
    ? { isOnGitHub: existsSync('.github'), hasWorkflow: existsSync(WORKFLOW_NAME) }
    : undefined;
}

const FORMATS = { api: 'definition', cloudformation: 'CloudFormation', terraform: 'Terraform' };

function candidate(flow: Candidate['flow']): Candidate {
  return { flow, format: FORMATS[flow.origin?.kind ?? 'api'] };
}
