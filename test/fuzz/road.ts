import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readConfig } from '../../src/core/config/read.ts';
import { grantedInFiles, isPolicyDocument } from '../../src/core/granted/policy-files.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { InputError, showProblem } from '../../src/core/problem.ts';
import { readHcl } from '../../src/core/read/hcl/hcl.ts';
import { readDocument, readFlows } from '../../src/core/read/read.ts';
import { outputFormat } from '../../src/core/write/index.ts';
import { findingsIn, mended } from '../support/compare.ts';
import type { Seed } from './mutations.ts';

/** What came of reading a file: how it is told, so that two outcomes can be compared. */
export async function readOutcome({ path, text }: Seed): Promise<string> {
  try {
    if (path.endsWith('.flow-role.yml')) {
      return JSON.stringify(readConfig(path, text));
    }
    if (path.includes('policy')) {
      const document = await readDocument({ path, text });
      return isPolicyDocument(document)
        ? `${grantedInFiles([{ path, document }]).policies.length} policies`
        : 'no policy';
    }
    const flows = await readFlows({ path, text }, () => undefined);
    return JSON.stringify(flows.map((flow) => [flow, flow.granted?.().policies]));
  } catch (error) {
    return refusalOf(error, path);
  }
}

/** Anything but a refusal in words, with a place, is a fault of the program. */
function refusalOf(error: unknown, path: string): string {
  if (!(error instanceof InputError)) {
    throw error;
  }
  for (const { place } of error.problems) {
    expect(place.file).toBe(path);
    expect(Math.min(place.line, place.column)).toBeGreaterThan(0);
  }
  const told = error.problems.map(showProblem).join('\n');
  expect(told).not.toMatch(/call stack|undefined|\[object|NaN/);
  return told;
}

/** The whole road of a file that holds flows: plan, write, check, fix, and all that is written read. */
export async function walkRoad(seed: Seed): Promise<void> {
  const files = { [seed.path]: seed.text };
  try {
    const flows = await readFlows(seed, () => undefined);
    for (const name of ['json', 'cloudformation', 'terraform'] as const) {
      const { keeps, print } = await outputFormat(name);
      const answers = new Map<string, string>();
      const plan = planRoles(flows, { given: [], answers, keeps, pinRegions: false });
      await expectReadable(name, print(plan));
    }
    const options = { account: '111122223333', region: 'us-east-1' };
    await findingsIn(files, options);
    const fixed = await mended(files, options, { prune: true, narrow: true });
    for (const [path, text] of Object.entries(fixed)) {
      await (path.endsWith('.tf') ? readHcl(path, text) : readDocument({ path, text }));
    }
  } catch (error) {
    refusalOf(error, seed.path);
  }
}

async function expectReadable(name: 'json' | 'cloudformation' | 'terraform', text: string) {
  switch (name) {
    case 'json':
      JSON.parse(text);
      break;
    case 'cloudformation':
      expect(
        parseAllDocuments(text, { logLevel: 'silent' }).flatMap(({ errors }) => errors),
      ).toEqual([]);
      break;
    case 'terraform':
      await readHcl('written.tf', text.trim() === '' ? '# nothing' : text).catch(
        (error: unknown) => {
          throw new TypeError('what was written is not HCL', { cause: error });
        },
      );
  }
}
