import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { hasAwsSetup } from '../aws/setup.ts';
import { CONFIG_NAME } from '../core/config/config.ts';
import { unifiedDiff } from '../core/edit/diff.ts';
import type { Fact } from '../core/interview/facts.ts';
import { generateArguments } from '../core/interview/generate-arguments.ts';
import { nextSteps } from '../core/interview/next-steps.ts';
import type { Ports } from '../core/interview/ports.ts';
import type { Candidate } from '../core/interview/session.ts';
import { answered } from '../core/interview/session.ts';
import { plannedRoles, vocabulary } from '../core/interview/session-roles.ts';
import { printable } from '../core/printable.ts';
import type { OutputFile } from '../core/write/format.ts';
import { outputFormat } from '../core/write/index.ts';
import { shown } from './find-files.ts';
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
  const ports = portsFor(files, facts, keeper);
  const finished =
    accessible || process.env['TERM'] === 'dumb'
      ? await (await import('./ask-plainly.ts')).askPlainly(ports)
      : await inScreens(ports, color);
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

async function inScreens(ports: Ports, color: boolean) {
  // Ink's colours do not know https://no-color.org by themselves.
  if (!color || process.env['NO_COLOR']) {
    process.env['FORCE_COLOR'] = '0';
  }
  const { startWizard } = await import('../tui/start.tsx');
  return startWizard(ports);
}

function portsFor(files: readonly string[], facts: readonly Fact[], keeper: Keeper): Ports {
  return {
    async explore(found) {
      const [candidates, identity] = await Promise.all([
        candidatesIn(files.length > 0 ? files : ['.']),
        hasAwsSetup(process.env) ? signedIn() : [],
      ]);
      const earlier = keeper.load();
      found({
        candidates,
        facts: [
          ...facts,
          ...identity.filter(({ part }) => !facts.some((fact) => fact.part === part)),
        ],
        ...(earlier !== undefined && { earlier }),
      });
    },
    async readPath(path) {
      try {
        const { flows } = await readInputs([path]);
        return flows.map(candidate);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    async readPolicy(path) {
      try {
        const elsewhere = await policyFiles([path], [], undefined);
        return elsewhere([]);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    keep: keeper.keep,
    async save({ roles, format: name, directory, config }, replace) {
      const format = await outputFormat(name);
      const files = [
        ...format.files(roles).map((file) => ({ ...file, path: join(directory, file.path) })),
        ...(config === undefined ? [] : [{ path: CONFIG_NAME, text: config }]),
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
async function signedIn(): Promise<readonly Fact[]> {
  process.env['AWS_EC2_METADATA_DISABLED'] ??= 'true';
  // The SDK would write its plans for old versions of Node.js over the screen.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { detectIdentity } = await import('../aws/identity.ts');
  return detectIdentity().catch(() => []);
}

/** The flows that are there; a directory without any is no error here, as a path can be typed. */
async function candidatesIn(names: readonly string[]): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const name of names) {
    const { flows } = await readInputs([name]).catch(() => ({ flows: [] }));
    found.push(...flows.map(candidate));
  }
  return found;
}

const FORMATS = { api: 'definition', cloudformation: 'CloudFormation', terraform: 'Terraform' };

function candidate(flow: Candidate['flow']): Candidate {
  return { flow, format: FORMATS[flow.origin?.kind ?? 'api'] };
}
