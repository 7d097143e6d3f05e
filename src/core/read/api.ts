import { ROLE_CALLS } from '../data/role-calls.ts';
import { readJson } from '../document/json.ts';
import {
  filledString,
  get,
  isNull,
  type MapValue,
  type ScalarValue,
  stringTemplate,
  type Value,
} from '../document/value.ts';
import type { Flow } from '../flow/flow.ts';
import { noNeighbours } from '../flow/related-resources.ts';
import { dayOf } from '../needs/flow-age.ts';
import { NODE_KIND_NAMES } from '../needs/nodes/index.ts';
import { InputError } from '../problem.ts';
import { literal } from '../template/template.ts';
import { nodesOf } from './definition.ts';
import type { SourceFormat } from './format.ts';

/** Many languages have nodes; those of a flow have types that no other language has together. */
const FLOW_ARN = /\barn:[a-z-]+:bedrock:[a-z0-9-]+:\d{12}:flow\/[A-Za-z0-9]{10}["'\s]/;

const NODE_OF_KNOWN_KIND = new RegExp(
  `\\btype\\\\?["']?\\s{0,9}:\\s{0,9}\\\\?["']?(?:${NODE_KIND_NAMES.join('|')})\\b`,
  'i',
);

/**
 * The Amazon Bedrock Agents API's own JSON: a bare definition, the input of CreateFlow or
 * UpdateFlow, the output of GetFlow or GetFlowVersion, or an export of the console.
 *
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_GetFlow.html
 */
export const api: SourceFormat = {
  name: 'a flow definition',

  mayHoldFlow: (text) =>
    (/\bnodes\b/i.test(text) && NODE_OF_KNOWN_KIND.test(text)) ||
    (text.includes('executionRoleArn') && FLOW_ARN.test(text)),

  recognises(document) {
    const has = (key: string) => get(document, key) !== undefined;
    return (
      ['nodes', 'Nodes', 'definition', 'Definition'].some(has) ||
      // A flow can be created without a definition.
      (has('name') && has('executionRoleArn'))
    );
  },

  read(document, file) {
    const root = unwrap(document);
    const given = (key: string) => {
      const value = get(root, key);
      return value === undefined || isNull(value) ? undefined : value;
    };
    const isBare = !given('executionRoleArn') || given('nodes') || given('Nodes');
    const definition = given('definition') ?? given('Definition') ?? (isBare ? root : undefined);
    const text = (key: string) => filledString(get(root, key));
    const name = text('name');
    const arn = text('arn') ?? text('flowArn');
    const id = text('id') ?? text('flowIdentifier');
    const executionRole = text('executionRoleArn');
    const encryptionKey = text('customerEncryptionKeyArn');
    const createdAt = createdOn(root);
    const flow: Flow = {
      name: (name && literal(name.template)) || stem(file.path),
      source: file.path,
      place: root.place,
      ...nodesOf(definition && asTree(definition, file.path)),
      ...(arn && { arn }),
      ...(id && { id }),
      ...(executionRole && { executionRole }),
      ...(encryptionKey && { encryptionKey }),
      ...(createdAt !== undefined && { createdAt }),
      neighbours: noNeighbours,
      notes: [],
    };
    return { flows: [flow], problems: [] };
  },
};

/**
 * The day on which the flow was created. In the output of GetFlowVersion it is the day of the
 * version: the flow is as old at least, and may be older.
 */
function createdOn(root: MapValue): string | undefined {
  const written = get(root, 'createdAt');
  const day = written?.kind === 'scalar' ? dayOf(timeOf(written)) : undefined;
  const version = filledString(get(root, 'version'));
  const isOfVersion = version !== undefined && literal(version.template) !== 'DRAFT';
  return isOfVersion && (day === undefined || day >= ROLE_CALLS.since) ? undefined : day;
}

/** The API itself writes seconds since 1970, and the AWS CLI a text, if not told otherwise. */
function timeOf({ type, template }: ScalarValue): string {
  const text = literal(template) ?? '';
  const seconds = type === 'number' ? Number(text) : Number.NaN;
  return Math.abs(seconds) < 1e12 ? new Date(seconds * 1000).toISOString() : text;
}

function unwrap(document: Value): MapValue {
  if (document.kind !== 'map') {
    throw new InputError({
      place: document.place,
      found: document.kind === 'list' ? 'a list' : 'a single value',
      expected: 'a flow definition: an object with "nodes", or with "definition"',
    });
  }
  return document;
}

/** A definition may stand as JSON text in a string. */
function asTree(definition: Value, file: string): Value {
  const text = literal(stringTemplate(definition) ?? []);
  return definition.kind === 'scalar' && text
    ? readJson(file, text, definition.placeAt ?? (() => definition.place))
    : definition;
}

/** `flows/triage.json` → `triage`. */
function stem(path: string): string {
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  // Standard input is called <stdin>.
  return base.replace(/\.[^.]*$/, '').replace(/[<>]/g, '') || base;
}
