import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { outputFormat } from '../../src/core/write/index.ts';
import { readText } from './reading.ts';

/** Data in which every intrinsic function stands in its long form, as JSON has it. */
export type Data = string | number | boolean | null | readonly Data[] | { [key: string]: Data };

/** The template that is written as CloudFormation for the flows of a text. */
export async function writtenTemplate(
  path: string,
  text: string,
  answers: Readonly<Record<string, string>> = {},
): Promise<Data> {
  const { keeps, print } = await outputFormat('cloudformation');
  const flows = await readText(path, text);
  const knowledge = {
    given: [],
    answers: new Map(Object.entries(answers)),
    pinRegions: false,
    keeps,
  };
  const document = parseDocument(print(planRoles(flows, knowledge)), { logLevel: 'silent' });
  if (document.errors.length > 0) {
    throw document.errors[0];
  }
  return longForm(document.contents);
}

/** The resources of the statement with a Sid in a written template. */
export function resourcesOf(template: Data, sid: string): readonly Data[] {
  const found = statementsIn(template).find((statement) => statement['Sid'] === sid);
  const resources = found?.['Resource'];
  return Array.isArray(resources) ? resources : [];
}

function statementsIn(data: Data): readonly { [key: string]: Data }[] {
  if (typeof data !== 'object' || data === null) {
    return [];
  }
  const own = !isList(data) && 'Sid' in data ? [data] : [];
  return [...own, ...Object.values(data).flatMap(statementsIn)];
}

/** `!Name value` → `{ "Fn::Name": value }`, written anew here so as not to test a reader with itself. */
function longForm(node: unknown): Data {
  const name = isMap(node) || isSeq(node) || isScalar(node) ? node.tag?.match(/^!(\w+)$/)?.[1] : '';
  const plain = plainForm(node);
  switch (name) {
    case undefined:
    case '':
      return plain;
    case 'Ref':
      return { Ref: plain };
    case 'GetAtt': {
      const [resource = '', ...attribute] = String(plain).split('.');
      return { 'Fn::GetAtt': [resource, attribute.join('.')] };
    }
    default:
      return { [`Fn::${name}`]: plain };
  }
}

function plainForm(node: unknown): Data {
  if (isSeq(node)) {
    return node.items.map(longForm);
  }
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map(({ key, value }): [string, Data] => [String(key), longForm(value)]),
    );
  }
  const value = isScalar(node) ? node.value : null;
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : String(value);
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}
