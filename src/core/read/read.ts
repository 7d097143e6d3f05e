import type { Flow } from '../flow/flow.ts';
import { InputError } from '../problem.ts';
import { api } from './api.ts';
import { cloudFormation } from './cloudformation/cloudformation.ts';
import type { OpenRelated, SourceFile, SourceFormat } from './format.ts';
import { readJson } from './text/json.ts';
import { describeValue, type Value } from './value.ts';

/** The formats that can be read; a new one is a file and a line here. */
const FORMATS: readonly SourceFormat[] = [cloudFormation, api];

/**
 * Reads all flows of a file, whatever its format.
 *
 * @throws InputError for a file that has no flow in a form that can be understood.
 */
export async function readFlows(
  file: SourceFile,
  openRelated: OpenRelated,
): Promise<readonly Flow[]> {
  const document = await parse(file);
  const format = FORMATS.find((candidate) => candidate.recognises(document));
  if (format === undefined) {
    throw new InputError({
      place: document.place,
      found: describeDocument(document),
      expected: `${FORMATS.map((each) => each.name).join(' or ')}`,
      remedy:
        'A flow definition has "nodes" (or "definition"); a template has "Resources" with an AWS::Bedrock::Flow.',
    });
  }
  return format.read(document, file, openRelated);
}

/** Says cheaply whether a text may hold a flow, for searching directories. */
export function mayHoldFlow(text: string): boolean {
  return FORMATS.some((format) => format.marks.some((mark) => text.includes(mark)));
}

async function parse({ path, text }: SourceFile): Promise<Value> {
  const body = text.replace(/^\ufeff/, '');
  // YAML is loaded only for files that are not JSON: most flows are, and start faster so.
  if (/\.json$/i.test(path) || (/^\s*[[{]/.test(body) && !/\.ya?ml$/i.test(path))) {
    return readJson(path, body);
  }
  const { readYaml } = await import('./text/yaml.ts');
  return readYaml(path, body);
}

function describeDocument(document: Value): string {
  if (document.kind !== 'map') {
    return describeValue(document);
  }
  const keys = [...document.entries.keys()];
  const shown = keys.slice(0, 5).map((key) => `"${key}"`);
  return `a file with the keys ${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}`;
}
