import { SAVE_FLOW } from '../flow/save-flow.ts';
import { showLine } from '../place.ts';
import { type FlowInCode, flowsInCode } from '../read/code/code.ts';
import type { FlowMaker } from '../read/code/flow-calls.ts';
import { mayHoldFlow } from '../read/read.ts';
import type { ProjectFiles } from './files.ts';
import { directoryOf, joinPaths } from './paths.ts';

/** No more files of code are looked at. */
const MAX_CODE_FILES = 2000;

/** So many places are named for each way to create a flow. */
const MAX_NAMED = 5;

const MAKERS: Readonly<Record<FlowMaker, string>> = {
  cdk: 'the AWS CDK',
  boto3: 'boto3',
  'javascript-sdk': 'the AWS SDK for JavaScript',
};

/**
 * Says where code creates flows, and which command gives a file of them: a sentence or two for each
 * way in which they are created.
 *
 * @param paths the files of code.
 */
export function adviceOnCode(paths: readonly string[], files: ProjectFiles): readonly string[] {
  const found = paths.slice(0, MAX_CODE_FILES).flatMap((path) => {
    const contents = files.read(path);
    return contents.kind === 'text' ? flowsInCode({ path, text: contents.text }) : [];
  });
  return (Object.keys(MAKERS) as FlowMaker[]).flatMap((maker) => {
    const own = found.filter((flow) => flow.maker === maker);
    const [first] = own;
    return first === undefined
      ? []
      : [`${placesOf(own)} with ${MAKERS[maker]}. ${wayToFile(first, files)}`];
  });
}

function placesOf(flows: readonly FlowInCode[]): string {
  const places = flows.slice(0, MAX_NAMED).map(({ place }) => showLine(place));
  const more = flows.length > MAX_NAMED ? ` and ${flows.length - MAX_NAMED} more` : '';
  const verb = flows.length === 1 ? 'creates a flow' : 'create flows';
  return `${places.join(', ')}${more} ${verb}`;
}

function wayToFile({ maker, place }: FlowInCode, files: ProjectFiles): string {
  switch (maker) {
    case 'cdk':
      return synthesis(place.file, files);
    case 'boto3':
    case 'javascript-sdk':
      return `Once it exists, save it as a file: ${SAVE_FLOW}`;
  }
}

/** The template of a CDK app is in the directory `cdk.out` beside its `cdk.json`. */
function synthesis(path: string, files: ProjectFiles): string {
  const app = appOf(directoryOf(path), files);
  const out = joinPaths(app ?? '.', 'cdk.out');
  const templates = files
    .list(out)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => joinPaths(out, name))
    .filter((template) => {
      const contents = files.read(template);
      return contents.kind === 'text' && mayHoldFlow(contents.text);
    });
  const where = app === undefined || app === '.' ? '' : ` in ${app}`;
  return templates.length === 0
    ? `Run npx cdk synth${where}, then name the template in ${out}: flow-role-wizard generate '${out}/*.template.json'`
    : `Its template is there: flow-role-wizard generate ${templates.join(' ')} (npx cdk synth${where} renews it)`;
}

function appOf(directory: string, files: ProjectFiles): string | undefined {
  if (files.list(directory).includes('cdk.json')) {
    return directory;
  }
  const parent = directoryOf(directory);
  return directory === '.' || parent === directory || directory.startsWith('..')
    ? undefined
    : appOf(parent, files);
}
