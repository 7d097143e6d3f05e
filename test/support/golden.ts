import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Fact } from '../../src/core/plan/facts.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import type { ListRelated, OpenRelated } from '../../src/core/read/format.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { type OutputFormatName, outputFormat } from '../../src/core/write/index.ts';

/** What `options.json` of a case may say; all of it is optional. */
export interface CaseOptions {
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
  readonly flowId?: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly pinRegions?: boolean;
  /** The formats whose output the case expects; JSON and CloudFormation when left out. */
  readonly formats?: readonly OutputFormatName[];
}

const EXPECTED: Readonly<Record<OutputFormatName, string>> = {
  json: 'expected.json',
  cloudformation: 'expected.yaml',
  terraform: 'expected.tf',
  cdk: 'expected.cdk.ts',
  'aws-cli': 'expected.sh',
};

/** The flow file or the template of a case; other files lie beside it for it to refer to. */
const INPUT = /^(?:flow|template|plan)\.(?:json|ya?ml|tf)$/;

/** The output of one format for a case. */
export interface GoldenOutput {
  /** The file in which the expected output stands. */
  readonly path: string;
  readonly text: string;
}

/** The names of all cases, which are the folders in a directory. */
export function goldenCases(directory: string): readonly string[] {
  return readdirSync(directory).sort();
}

/** Runs a case: reads its flow and writes the roles in each format that it expects. */
export function runGolden(directory: string): Promise<readonly GoldenOutput[]> {
  const options = optionsOf(directory);
  const names: readonly OutputFormatName[] = options.formats ?? ['json', 'cloudformation'];
  return Promise.all(
    names.map(async (formatName) => ({
      path: join(directory, EXPECTED[formatName]),
      text: await outputOf(directory, formatName),
    })),
  );
}

/**
 * What one format makes of a case.
 *
 * @param defaults what counts where the case's own options say nothing.
 */
export async function outputOf(
  directory: string,
  formatName: OutputFormatName,
  defaults: CaseOptions = {},
): Promise<string> {
  const path = basename(inputOf(directory));
  const file = { path, text: read(directory, path) };
  const flows = await readFlows(file, beside(directory), modulesIn(directory));
  const { keeps, print } = await outputFormat(formatName);
  const options = { ...defaults, ...optionsOf(directory) };
  return print(planRoles(flows, { ...knowledgeOf(options), keeps }));
}

/** The path of the flow file or the template of a case. */
export function inputOf(directory: string): string {
  return join(directory, readdirSync(directory).find((file) => INPUT.test(file)) ?? 'flow.json');
}

function modulesIn(directory: string): ListRelated {
  return () =>
    readdirSync(directory)
      .filter((file) => file.endsWith('.tf') && !file.startsWith('expected.'))
      .sort()
      .map((path) => ({ path, text: read(directory, path) }));
}

function optionsOf(directory: string): CaseOptions {
  const path = join(directory, 'options.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

function knowledgeOf({ answers = {}, flowId, pinRegions = false, ...parts }: CaseOptions) {
  const given = (['account', 'region', 'partition'] as const).flatMap((part): Fact[] => {
    const value = parts[part];
    return value === undefined
      ? []
      : [{ part, value, origin: { kind: 'flag', name: `--${part}` } }];
  });
  const flowIds = flowId === undefined ? [] : [['flow-id', flowId] as const];
  return { given, answers: new Map([...Object.entries(answers), ...flowIds]), pinRegions };
}

function beside(directory: string): OpenRelated {
  return (_from, path) =>
    existsSync(join(directory, path)) ? { path, text: read(directory, path) } : undefined;
}

function read(directory: string, path: string): string {
  return readFileSync(join(directory, path), 'utf8');
}
