import { join } from 'node:path';
import fc from 'fast-check';
import { vi } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import type { Fact } from '../../src/core/plan/facts.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { type OutputFormatName, outputFormat } from '../../src/core/write/index.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import type { ApiNode } from '../support/calls.ts';
import type { GeneratedRole } from '../support/evaluator.ts';
import { DEPLOYED, deployedArguments, FILES, ownArguments } from '../support/examples.ts';
import { goldenCases, inputOf, outputOf } from '../support/golden.ts';
import { EXAMPLES, runCli } from '../support/run-cli.ts';

// The programs of others take their time on a busy machine.
vi.setConfig({ testTimeout: 900_000 });

const CASES = join(root, 'test/golden/cases');
const DEPLOYMENT = { account: WORLD.account, region: WORLD.region };

/** The same flows every time; FC_SEED gives others, and ORACLE_FLOWS more of them. */
export const SEED = Number(process.env['FC_SEED'] ?? 1);
const FLOWS = Number(process.env['ORACLE_FLOWS'] ?? 20);

/** Something that the product writes roles for. */
export interface Input {
  readonly name: string;
  /** Its file; made up flows have none. */
  readonly path?: string;
  readonly write: (format: OutputFormatName) => Promise<string>;
}

/** All inputs whose output is checked: the golden cases, the examples and made up flows. */
export const INPUTS: readonly Input[] = [
  ...goldenCases(CASES).map((name) => ({
    name: `case ${name}`,
    path: inputOf(join(CASES, name)),
    write: (format: OutputFormatName) => outputOf(join(CASES, name), format, DEPLOYMENT),
  })),
  ...FILES.map((file) => ({
    name: `example ${file}`,
    path: join(EXAMPLES, file),
    write: (format: OutputFormatName) => example(file, format),
  })),
  ...fc.sample(knownNodes, { seed: SEED, numRuns: FLOWS }).map((nodes, index) => ({
    name: `flow ${index} of seed ${SEED}`,
    write: (format: OutputFormatName) => written(nodes, format),
  })),
];

/** The roles of an input as the JSON output has them. */
export async function rolesOf(input: Input): Promise<readonly GeneratedRole[]> {
  return JSON.parse(await input.write('json')).roles;
}

/** Whether an output has places that its reader must fill in, such as `<MODEL_ID>`. */
export function isOpen(roles: readonly GeneratedRole[]): boolean {
  return roles.some(({ questions }) => questions.length > 0);
}

/** Each example in its own language keeps its references; in all others they are filled in. */
async function example(file: string, format: OutputFormatName): Promise<string> {
  const own = file.endsWith('.tf') ? 'terraform' : 'cloudformation';
  const isOwn = format === own && file in DEPLOYED;
  const args = isOwn ? [...ownArguments(file), '--format', own] : deployedArguments(file, format);
  const { code, stdout, stderr } = await runCli(args);
  if (code !== 0) {
    throw new Error(stderr);
  }
  return stdout;
}

async function written(nodes: readonly ApiNode[], format: OutputFormatName): Promise<string> {
  const text = JSON.stringify({ name: 'any', definition: { nodes, connections: [] } });
  const flows = await readFlows({ path: 'flow.json', text }, () => undefined);
  const { keeps, print } = await outputFormat(format);
  const given = (['account', 'region'] as const).map(
    (part): Fact => ({ part, value: WORLD[part], origin: { kind: 'flag', name: part } }),
  );
  const answers = new Map(Object.entries({ ...WORLD_ANSWERS, 'flow-id': 'FLOW123456' }));
  return print(planRoles(flows, { given, answers, pinRegions: false, keeps }));
}
