import { inflateRawSync } from 'node:zlib';
import type { GitHub } from './github/github.ts';
import type { Inputs } from './inputs.ts';
import { reviewPull } from './review-pull.ts';
import type { Runner } from './runner.ts';

/** The name under which the reporting workflow uploads its report. */
const ARTIFACT = 'flow-role-report';

const MOST_BYTES = 50_000_000;

/**
 * Posts what a workflow without permissions has found. Anybody who opens a pull request can put
 * anything into its artifact: only the number of the pull request is taken from it, and only if its
 * head is the commit that GitHub says the workflow ran for. All else is found out anew.
 */
export async function postReport(
  github: GitHub,
  runner: Runner,
  inputs: Inputs,
  { run, head }: { readonly run: number; readonly head: string },
): Promise<void> {
  const archive = await github.artifact(run, ARTIFACT);
  const origin = archive && originIn(archive);
  const refuse = (why: string) => {
    runner.warning(why);
    runner.output('status', 'skipped');
  };
  if (origin === undefined) {
    refuse(`The workflow run has no artifact "${ARTIFACT}" with a report.`);
    return;
  }
  const pull = await github.pull(origin.pullRequest);
  if (origin.head !== head || pull.head !== head || !pull.isOpen) {
    refuse('The report is not about the head of an open pull request: a later run will tell.');
    return;
  }
  await reviewPull(github, runner, inputs, origin.pullRequest);
}

function originIn(archive: Uint8Array): { pullRequest: number; head: string } | undefined {
  try {
    const report: unknown = JSON.parse(onlyFile(Buffer.from(archive)).toString('utf8'));
    if (typeof report !== 'object' || report === null) {
      return undefined;
    }
    const { pullRequest, head } = report as Readonly<Record<string, unknown>>;
    const isNumber = typeof pullRequest === 'number' && Number.isSafeInteger(pullRequest);
    return isNumber && typeof head === 'string' ? { pullRequest, head } : undefined;
  } catch {
    return undefined;
  }
}

/** The first file of an archive; its name, which could lead anywhere, is not looked at. */
function onlyFile(archive: Buffer): Buffer {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const entry = archive.readUInt32LE(end + 16);
  const size = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + size);
  const isStored = archive.readUInt16LE(entry + 10) === 0;
  return isStored ? packed : inflateRawSync(packed, { maxOutputLength: MOST_BYTES });
}
