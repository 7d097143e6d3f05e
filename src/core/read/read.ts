import { readJson } from '../document/json.ts';
import { describeValue, type Value } from '../document/value.ts';
import type { SourceFile } from '../file.ts';
import type { Flow } from '../flow/flow.ts';
import { SAVE_FLOW } from '../flow/save-flow.ts';
import { loadAwsManaged } from '../granted/aws-managed.ts';
import type { Place } from '../place.ts';
import { InputError, NotAFlowError, type Problem } from '../problem.ts';
import { api } from './api.ts';
import { cloudFormation } from './cloudformation/cloudformation.ts';
import type { FlowsRead, ListRelated, OpenRelated, SourceFormat } from './format.ts';
import { newRun, type ReadingRun } from './run.ts';
import { terraformPlan } from './terraform/plan.ts';

/** The formats that can be read; a new one is a file and a line here. */
const FORMATS: readonly SourceFormat[] = [cloudFormation, terraformPlan, api];

const FORMAT_NAMES = FORMATS.map((format) => format.name)
  .join(', ')
  .replace(/, (?=[^,]*$)/, ' or ');

const EXPORT = `A flow that exists can be saved with: ${SAVE_FLOW}`;

/**
 * Reads all flows of a file, whatever its format, or none.
 *
 * @param run what the readers of several files share: the budget above all.
 * @throws InputError for a file that has a flow that cannot be understood, or none at all, and where
 * the budget runs out.
 */
export async function readFlows(
  file: SourceFile,
  openRelated: OpenRelated,
  listRelated: ListRelated = () => [],
  run: ReadingRun = newRun(),
): Promise<readonly Flow[]> {
  const { flows, problems } = await readFlowFile(file, openRelated, listRelated, run);
  if (problems.length > 0) {
    throw new InputError(...problems);
  }
  return flows;
}

/**
 * Reads those flows of a file that can be understood, whatever its format.
 *
 * @param run what the readers of several files share: the budget above all.
 * @throws InputError for a file that as a whole cannot be understood, and where the budget runs out.
 * @throws NotAFlowError for one that is something else.
 */
export async function readFlowFile(
  file: SourceFile,
  openRelated: OpenRelated,
  listRelated: ListRelated,
  run: ReadingRun,
): Promise<FlowsRead> {
  const open: OpenRelated = (from, path) => {
    const found = openRelated(from, path);
    return found && run.opened(found);
  };
  const list: ListRelated = (from, directory) => listRelated(from, directory).map(run.opened);
  run.opened(file);
  if (isTerraform(file.path)) {
    const { readTerraform } = await import('./terraform/terraform.ts');
    await loadAwsManaged();
    return readTerraform(file, open, list, run);
  }
  const document = await readDocument(file);
  const format = FORMATS.find((candidate) => candidate.recognises(document));
  if (format === undefined) {
    throw new NotAFlowError({
      place: document.place,
      found: describeDocument(document),
      expected: FORMAT_NAMES,
      remedy:
        'A flow definition has "nodes" (or "definition"); a template has "Resources" with an AWS::Bedrock::Flow.',
    });
  }
  return format.read(document, file, open, run.budget);
}

/** Says cheaply whether a text may hold a flow, for searching directories. */
export function mayHoldFlow(text: string): boolean {
  return FORMATS.some((format) => format.mayHoldFlow(text)) || TERRAFORM_FLOW.test(text);
}

/** The resources of Terraform that are flows; the reader of Terraform is loaded only for them. */
const TERRAFORM_FLOW = /\b(?:aws_bedrockagent_flow|awscc_bedrock_flow)\b/;

/** Whether a file is Terraform in its own syntax, by its name. */
export function isTerraform(path: string): boolean {
  return /\.tf$/i.test(path);
}

/**
 * Reads a JSON or YAML file as values with places.
 *
 * @throws InputError for what is neither. @throws NotAFlowError where the name promises neither.
 */
export async function readDocument({ path, text }: SourceFile): Promise<Value> {
  if (/\.tf\.json$/i.test(path)) {
    throw new InputError({
      place: { file: path, line: 1, column: 1 },
      found: 'Terraform in JSON syntax',
      expected: 'Terraform in its own syntax, or a plan',
      remedy:
        'Give the plan: terraform plan -out plan.bin && terraform show -json plan.bin > plan.json',
    });
  }
  await loadAwsManaged(text);
  const body = text.replace(/^\ufeff/, '');
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
  const isYaml = extension === 'yaml' || extension === 'yml';
  // YAML is loaded only for files that are not JSON: most flows are, and start faster so.
  if (extension === 'json' || (/^\s*[[{]/.test(body) && !isYaml)) {
    return readJson(path, body);
  }
  const { readYaml } = await import('../document/yaml.ts');
  try {
    return readYaml(path, body);
  } catch (error) {
    throw isYaml || extension === 'template' || !(error instanceof InputError)
      ? error
      : new NotAFlowError(...error.problems.map(({ place }) => neitherJsonNorYaml(place)));
  }
}

function neitherJsonNorYaml(place: Place): Problem {
  return {
    place,
    found: 'text that is neither JSON nor YAML',
    expected: FORMAT_NAMES,
    remedy: EXPORT,
  };
}

function describeDocument(document: Value): string {
  if (document.kind !== 'map') {
    return describeValue(document);
  }
  const keys = [...document.entries.keys()];
  if (keys.length === 0) {
    return 'an empty object';
  }
  const shown = keys.slice(0, 5).map((key) => `"${key}"`);
  return `a file with the keys ${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}`;
}
