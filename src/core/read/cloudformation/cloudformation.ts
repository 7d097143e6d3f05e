import type { Budget } from '../../document/budget.ts';
import { readJson } from '../../document/json.ts';
import { everyString, get, stringTemplate, type Value } from '../../document/value.ts';
import type { SourceFile } from '../../file.ts';
import type { CloudFormationOrigin, Flow } from '../../flow/flow.ts';
import type { Warning } from '../../flow/need.ts';
import { InputError } from '../../problem.ts';
import { display, literal, soleReference } from '../../template/template.ts';
import { nodesOf } from '../definition.ts';
import { collectFlows, type OpenRelated, type SourceFormat } from '../format.ts';
import {
  applySubstitutions,
  readDefinitionString,
  templatesOf,
  unwrapDefinition,
} from './definition-string.ts';
import { grantedInStack } from './granted.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import { neighboursIn } from './neighbours.ts';
import {
  isTemplate,
  readStack,
  type Stack,
  type StackResource,
  textAt,
  type UnreadResources,
} from './stack.ts';

const FLOW_TYPE = 'AWS::Bedrock::Flow';

/** The properties of AWS::Bedrock::Flow; any other is refused by CloudFormation. */
const FLOW_PROPERTIES = [
  'Name',
  'Description',
  'ExecutionRoleArn',
  'CustomerEncryptionKeyArn',
  'Definition',
  'DefinitionString',
  'DefinitionS3Location',
  'DefinitionSubstitutions',
  'Tags',
  'TestAliasTags',
];

/**
 * CloudFormation templates, also as SAM and the CDK write them, in JSON and YAML.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrock-flow.html
 */
export const cloudFormation: SourceFormat = {
  name: 'a CloudFormation template',

  mayHoldFlow: (text) => text.includes(FLOW_TYPE),

  recognises(document) {
    return isTemplate(document) || isFragment(document);
  },

  read(document, file, openRelated, budget) {
    const stack = readStack(document, budget);
    const flows = [...stack.resources.values()].filter(({ type }) => type === FLOW_TYPE);
    if (flows.length === 0) {
      const [unread] = stack.unread;
      throw new InputError({
        place: unread?.place ?? (get(document, 'Resources') ?? document).place,
        found: `a template without a resource of type ${FLOW_TYPE}${unread === undefined ? '' : `, and resources made by ${unread.name}, which are not read`}`,
        expected: 'at least one flow',
        ...(unread && { remedy: 'Give the template as it is after its transforms.' }),
      });
    }
    return collectFlows(flows, (resource) => readFlow(resource, stack, file, openRelated, budget));
  },
};

/** The resources of a template in a file of their own, to be taken in by AWS::Include. */
function isFragment(document: Value): boolean {
  return (
    document.kind === 'map' &&
    [...document.entries.values()].some(({ value }) => textAt(value, 'Type') === FLOW_TYPE)
  );
}

function readFlow(
  resource: StackResource,
  stack: Stack,
  file: SourceFile,
  openRelated: OpenRelated,
  budget: Budget,
): Flow {
  const { logicalId, value } = resource;
  const raw = get(value, 'Properties');
  if (raw?.kind !== 'map') {
    throw new InputError({
      place: value.place,
      found: `the flow ${logicalId} without "Properties"`,
      expected: 'its properties, with a definition',
    });
  }
  for (const [key, entry] of raw.entries) {
    if (!FLOW_PROPERTIES.includes(key)) {
      throw new InputError({
        place: entry.keyPlace,
        found: `the property "${key}" of ${FLOW_TYPE}`,
        expected: FLOW_PROPERTIES.join(', '),
        remedy:
          'CloudFormation would refuse this template: see the reference of AWS::Bedrock::Flow.',
      });
    }
  }
  const properties = resolveIntrinsics(raw, stack.likenessOf);
  const name = literal(stringTemplate(get(properties, 'Name')) ?? []);
  const found = findDefinition(raw, stack, file, openRelated);
  const definition =
    found &&
    applySubstitutions(found, templatesOf(get(raw, 'DefinitionSubstitutions'), stack), budget);
  const executionRole = placed(get(properties, 'ExecutionRoleArn'));
  const encryptionKey = placed(get(properties, 'CustomerEncryptionKeyArn'));
  return {
    name: name || logicalId,
    source: `${file.path}#${logicalId}`,
    place: value.place,
    ...nodesOf(definition),
    ...(executionRole && { executionRole }),
    ...(encryptionKey && { encryptionKey }),
    neighbours: neighboursIn(stack),
    granted: () => grantedInStack(stack, everyString(get(properties, 'ExecutionRoleArn'))),
    notes: stack.unread.map(unreadWarning),
    origin: origin(resource, properties, stack),
  };
}

function unreadWarning({ name, place }: UnreadResources): Warning {
  return {
    kind: 'warning',
    text: `Resources made by ${name} are not read: flows among them are not covered, nor is what they say about this flow's resources.`,
    place,
  };
}

function origin(resource: StackResource, properties: Value, stack: Stack): CloudFormationOrigin {
  const condition = textAt(resource.value, 'Condition');
  const role = soleReference(stringTemplate(get(properties, 'ExecutionRoleArn')) ?? []);
  const roleLogicalId =
    role?.kind === 'cloudformation' && role.intrinsic.fn === 'GetAtt'
      ? role.intrinsic.resource
      : undefined;
  return {
    kind: 'cloudformation',
    logicalId: resource.logicalId,
    logicalIds: [...stack.resources.keys()],
    ...(condition && { condition }),
    ...(roleLogicalId !== undefined && stack.resources.has(roleLogicalId) && { roleLogicalId }),
  };
}

function findDefinition(
  properties: Value,
  stack: Stack,
  file: SourceFile,
  openRelated: OpenRelated,
): Value | undefined {
  const inline = get(properties, 'Definition');
  if (inline !== undefined) {
    return resolveIntrinsics(inline, stack.likenessOf);
  }
  const text = get(properties, 'DefinitionString');
  if (text !== undefined) {
    return unwrapDefinition(readDefinitionString(text, stack));
  }
  const location = get(properties, 'DefinitionS3Location');
  return location && readLocation(location, stack, file, openRelated);
}

/**
 * The file of a definition in S3, when it lies near the template: under the object's key, or under
 * what follows the last reference in it, or under its last part.
 */
function readLocation(
  location: Value,
  stack: Stack,
  file: SourceFile,
  openRelated: OpenRelated,
): Value {
  const resolved = resolveIntrinsics(location, stack.likenessOf);
  const key = resolved.kind === 'scalar' ? resolved.template : stringTemplate(get(resolved, 'Key'));
  const tail = key?.at(-1);
  const path = tail?.kind === 'text' ? tail.text.replace(/^\/+/, '') : '';
  const found = [path, path.slice(path.lastIndexOf('/') + 1)]
    .filter((candidate) => candidate !== '')
    .map((candidate) => openRelated(file.path, candidate))
    .find((candidate) => candidate !== undefined);
  if (found === undefined) {
    throw new InputError({
      place: location.place,
      found: `a definition kept in S3${key === undefined ? '' : ` as "${display(key)}"`}, with no such file beside the template`,
      expected: 'the file in the directory of the template, under its key or the last part of it',
      remedy: 'Put the definition file beside the template, or give that file itself.',
    });
  }
  return unwrapDefinition(readJson(found.path, found.text));
}

function placed(value: Value | undefined) {
  const text = stringTemplate(value);
  return value === undefined || text === undefined
    ? undefined
    : { template: text, place: value.place };
}
