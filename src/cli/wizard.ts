import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Identity } from '../aws/identity.ts';
import { hasAwsSetup } from '../aws/setup.ts';
import { CONFIG_NAME } from '../core/config/config.ts';
import { WORKFLOW_NAME } from '../core/config/workflow.ts';
import { unifiedDiff } from '../core/edit/diff.ts';
import type { Fact } from '../core/interview/facts.ts';
import { generateArguments } from '../core/interview/generate-arguments.ts';
import { nextSteps } from '../core/interview/next-steps.ts';
import type { Ports } from '../core/interview/ports.ts';
import type { Candidate, Earlier, Repository } from '../core/interview/session.ts';
import { answered } from '../core/interview/session.ts';
import { plannedRoles, vocabulary } from '../core/interview/session-roles.ts';
import { printable } from '../core/printable.ts';
import type { OutputFile } from '../core/write/format.ts';
import { outputFormat } from '../core/write/index.ts';
import { shown, type Watch } from './find-files.ts';
import { readInputs } from './inputs.ts';
import { noTerminalText } from './no-terminal.ts';
import { policyFiles } from './policy-files.ts';
import { type Keeper, keeperFor } from './saved-session.ts';
import { shellWord } from './shell-word.ts';
import { EXIT, UsageError } from './usage.ts';
import { wizardOptions } from './wizard-options.ts';
import { writeFiles } from './write-files.ts';

/**
 * Runs the interview in the terminal.
 *
 * @param args files and directories to look for flows in, the working directory when there are
 *   none, and flags.
 * @returns the exit code: 0 when the role was saved, 130 when the user left.
 */
export async function wizard(args: readonly string[]): Promise<number> {
  const { files, facts, accessible, color } = wizardOptions(args, process.env);
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    process.stderr.write(await noTerminalText(files, facts));
    return EXIT.bad;
  }
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new UsageError(
      `There is no command and no file "${missing}". Try: flow-role-wizard generate ${missing}`,
    );
  }
  const keeper = keeperFor(files);
  const leaving = new AbortController();
  const ports = portsFor(files, facts, keeper, leaving.signal);
  const isPlain = accessible || process.env['TERM'] === 'dumb';
  const finished = await (isPlain ? inLines(ports) : inScreens(ports, color)).finally(() =>
    leaving.abort(),
  );
  if (finished === undefined) {
    return EXIT.left;
  }
  keeper.forget();
  const { session } = finished;
  const [out = '.'] = answered(session, 'out') ?? [];
  const command = generateArguments(session)?.map(shellWord).join(' ');
  process.stdout.write(
    [
      ...finished.files.map((path) => `wrote ${path}`),
      '',
      'What to do next:',
      ...nextSteps(plannedRoles(session), vocabulary(session), out).map(
        (step, index) => `  ${index + 1}. ${printable(step, 1000)}`,
      ),
      ...(command === undefined
        ? []
        : ['', 'The same without questions:', `  flow-role-wizard generate ${command}`]),
      '',
    ].join('\n'),
  );
  return EXIT.ok;
}

async function inLines(ports: Ports) {
  const { askPlainly } = await import('./ask-plainly.ts');
  return askPlainly(ports);
}

async function inScreens(ports: Ports, color: boolean) {
  const hasColors = color && !process.env['NO_COLOR'];
  // Without colours what is chosen is still told by bold and inverse text.
  if (!hasColors) {
    process.env['FORCE_COLOR'] = '1';
  }
  const { startWizard } = await import('../tui/start.tsx');
  return startWizard(ports, hasColors);
}

/** Nobody waits longer for a search; what it has found by then is offered. */
const SEARCH_MILLISECONDS = 10_000;

function portsFor(
  files: readonly string[],
  facts: readonly Fact[],
  keeper: Keeper,
  leaving: AbortSignal,
): Ports {
  const readPath: Ports['readPath'] = async (path) => {
    try {
      const { flows } = await readInputs([path]);
      return flows.map(candidate);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const readPolicy: Ports['readPolicy'] = async (path) => {
    try {
      const elsewhere = await policyFiles([path], [], undefined);
      return elsewhere([]);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return {
    async explore(found, progress, stop) {
      const isKnown = (part: string) => facts.some((fact) => fact.part === part);
      const isAsking = !(isKnown('account') && isKnown('region')) && hasAwsSetup(process.env);
      const identity = isAsking ? signedIn(leaving) : undefined;
      const names = files.length > 0 ? files : ['.'];
      const { candidates, notes } = await candidatesIn(names, { progress, stop });
      const earlier = await loadEarlier(keeper, { readPath, readPolicy });
      const repository = repositoryHere();
      found({
        candidates,
        notes,
        facts,
        isAsking,
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
        ...(config === undefined ? [] : [{ path: CONFIG_NAME, text: config }]),
        ...(workflow === undefined ? [] : [{ path: WORKFLOW_NAME, text: workflow }]),
      ];
      try {
        const written = await writeFiles('.', files, replace);
        return { kind: 'saved', files: written.map(({ path }) => shown(path)) };
      } catch (error) {
        if (error instanceof UsageError) {
          return { kind: 'conflict', message: error.message, diff: await diffOf(files) };
        }
        throw error;
      }
    },
  };
}

/** What writing files would change of those that are there. */
async function diffOf(files: readonly OutputFile[]): Promise<string> {
  const diffs = await Promise.all(
    files.map(async ({ path, text }) => {
      const before = await readFile(path, 'utf8').catch(() => undefined);
      return before === undefined || before === text
        ? ''
        : unifiedDiff({ path: shown(path), before, after: text });
    }),
  );
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

/** The flows that are there, and what was passed over. */
async function candidatesIn(
  names: readonly string[],
  { progress, stop }: Watch,
): Promise<{ readonly candidates: readonly Candidate[]; readonly notes: readonly string[] }> {
  const candidates: Candidate[] = [];
  const notes: string[] = [];
  const end = AbortSignal.any([stop, AbortSignal.timeout(SEARCH_MILLISECONDS)]);
  for (const name of names) {
    // A directory without any flow is no error here, as a path can be typed.
    const read = await readInputs([name], { progress, stop: end }).catch(() => undefined);
    candidates.push(...(read?.flows.map(candidate) ?? []));
    notes.push(...(read?.notes ?? []));
  }
  return {
    candidates,
    notes: end.aborted
      ? [
          ...notes,
          'The search was ended before all files were looked at: name a file, or a smaller directory.',
        ]
      : notes,
  };
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
  const read = await Promise.all(named('path').map(readPath));
  const [policy = ''] = named('existing');
  const granted = policy === '' ? '' : await readPolicy(policy);
  return {
    entries,
    candidates: read.flatMap((flows) => (typeof flows === 'string' ? [] : flows)),
    ...(typeof granted !== 'string' && { granted }),
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
