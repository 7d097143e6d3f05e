import { existsSync } from 'node:fs';
import process from 'node:process';
import { hasAwsSetup } from '../aws/setup.ts';
import type { Fact } from '../core/interview/facts.ts';
import { generateArguments } from '../core/interview/generate-arguments.ts';
import type { Ports } from '../core/interview/ports.ts';
import type { Candidate } from '../core/interview/session.ts';
import { outputFormat } from '../core/write/index.ts';
import { readInputs } from './inputs.ts';
import { environmentFacts } from './options.ts';
import { shellWord } from './shell-word.ts';
import { EXIT, UsageError } from './usage.ts';
import { writeFiles } from './write-files.ts';

/** Said where nobody can be asked. */
const NO_TERMINAL = `The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;

/**
 * Runs the interview in the terminal.
 *
 * @param files files and directories to look for flows in; the working directory when there are none.
 * @returns the exit code: 0 when the role was saved, 130 when the user left.
 */
export async function wizard(files: readonly string[]): Promise<number> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.env['TERM'] === 'dumb') {
    process.stderr.write(NO_TERMINAL);
    return EXIT.bad;
  }
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new UsageError(
      `There is no command and no file "${missing}". Try: flow-role-wizard generate ${missing}`,
    );
  }
  const facts = environmentFacts(process.env);
  // Ink's colours do not know https://no-color.org by themselves.
  if (process.env['NO_COLOR']) {
    process.env['FORCE_COLOR'] = '0';
  }
  const { startWizard } = await import('../tui/start.tsx');
  const finished = await startWizard(portsFor(files, facts));
  if (finished === undefined) {
    return EXIT.left;
  }
  const command = generateArguments(finished.session)?.map(shellWord).join(' ');
  process.stdout.write(
    [
      ...finished.files.map((path) => `wrote ${path}`),
      ...(command === undefined
        ? []
        : ['', 'The same without questions:', `  flow-role-wizard generate ${command}`]),
      '',
    ].join('\n'),
  );
  return EXIT.ok;
}

function portsFor(files: readonly string[], facts: readonly Fact[]): Ports {
  return {
    async explore(found) {
      const [candidates, identity] = await Promise.all([
        candidatesIn(files.length > 0 ? files : ['.']),
        hasAwsSetup(process.env) ? signedIn() : [],
      ]);
      found({ candidates, facts: [...facts, ...identity] });
    },
    async readPath(path) {
      try {
        const { flows } = await readInputs([path]);
        return flows.map(candidate);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    async save(roles, name, directory, replace) {
      const format = await outputFormat(name);
      try {
        const written = await writeFiles(directory, format.files(roles), replace);
        return { kind: 'saved', files: written.map(({ path }) => path) };
      } catch (error) {
        if (error instanceof UsageError) {
          return { kind: 'conflict', message: error.message };
        }
        throw error;
      }
    },
  };
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
