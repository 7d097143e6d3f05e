import { readJson } from '../../document/json.ts';
import {
  filledString,
  get,
  type MapValue,
  stringTemplate,
  type Value,
} from '../../document/value.ts';
import type { SourceFile } from '../../file.ts';
import type { Flow, TerraformOrigin, TerraformRole } from '../../flow/flow.ts';
import type { Warning } from '../../flow/need.ts';
import type { Neighbours } from '../../flow/related-resources.ts';
import { InputError, NotAFlowError } from '../../problem.ts';
import { literal } from '../../template/template.ts';
import { unwrapDefinition } from '../cloudformation/definition-string.ts';
import { nodesOf } from '../definition.ts';
import { collectFlows, type FlowsRead, type ListRelated, type OpenRelated } from '../format.ts';
import type { HclExpression } from '../hcl/syntax.ts';
import type { ReadingRun } from '../run.ts';
import { evaluate, stepsThrough } from './evaluate.ts';
import { follow, instancesOf, waysOf } from './follow.ts';
import { grantedInModule } from './granted.ts';
import {
  addressOf,
  hasInstances,
  isPlain,
  readModule,
  type TerraformModule,
  type TerraformResource,
} from './module.ts';
import { neighboursIn } from './neighbours.ts';
import { fillTemplate } from './template-file.ts';
import { bodyValue, type DynamicBlock, expressionValue } from './values.ts';

const FLOW_TYPES = ['aws_bedrockagent_flow', 'awscc_bedrock_flow'];

/**
 * Reads the flows that a file of a Terraform module makes. The other files of its directory serve
 * to follow references.
 *
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/bedrockagent_flow
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs/resources/bedrock_flow
 *
 * @throws InputError for text that is not HCL, and for a file without a flow.
 */
export async function readTerraform(
  file: SourceFile,
  openRelated: OpenRelated,
  listRelated: ListRelated,
  run: ReadingRun,
): Promise<FlowsRead> {
  const others = listRelated(file.path).filter(({ path }) => path !== file.path);
  const module = await readModule(directoryOf(file.path), [...others, file], run, listRelated);
  const flows = [...module.resources.values()]
    .filter(
      (resource) =>
        FLOW_TYPES.includes(resource.type) &&
        resource.file === file.path &&
        !/^(?:data|module)\./.test(resource.address),
    )
    .flatMap((block) => {
      // A block that makes none here may make one elsewhere, and its role is there for that.
      const instances = instancesOf(module, block);
      return instances.length > 0 ? instances : [block];
    });
  if (flows.length === 0) {
    throw new NotAFlowError({
      place: { file: file.path, line: 1, column: 1 },
      found: 'a Terraform file without a flow',
      expected: `a resource of type ${FLOW_TYPES.join(' or ')}`,
      remedy: 'Name the file of the module that has the flow, or the directory of the module.',
    });
  }
  const neighbours = neighboursIn(module);
  return collectFlows(flows, (resource) => readFlow(resource, module, neighbours, openRelated));
}

/** The arguments that give a flow its definition, beside the block of that name. */
const DEFINITION_ARGUMENTS = ['definition', 'definition_string', 'definition_s3_location'];

function readFlow(
  resource: TerraformResource,
  module: TerraformModule,
  neighbours: Neighbours,
  openRelated: OpenRelated,
): Flow {
  const dynamics: DynamicBlock[] = [];
  const onDynamic = (block: DynamicBlock) => dynamics.push(block);
  const properties = bodyValue(resource.body, { module, onDynamic });
  const { attributes, blocks } = resource.body;
  const isGiven =
    [...dynamics, ...blocks.map(({ type: name }) => ({ name }))].some(
      ({ name }) => name === 'definition',
    ) || DEFINITION_ARGUMENTS.some((name) => attributes.has(name));
  const definition = isGiven
    ? findDefinition(resource, properties, module, openRelated)
    : undefined;
  const [dynamicNode] = dynamics.filter(({ name }) => name === 'node');
  if (dynamicNode !== undefined && get(definition, 'nodes') === undefined) {
    throw new InputError({
      place: dynamicNode.place,
      found: 'nodes made by a dynamic block',
      expected: 'nodes that stand in the file',
      remedy:
        'Give the plan instead: terraform plan -out plan.bin && terraform show -json plan.bin > plan.json',
    });
  }
  const origin = originOf(resource, module);
  const name = literal(stringTemplate(get(properties, 'name')) ?? []);
  const executionRole = filledString(get(properties, 'executionRoleArn'));
  const encryptionKey = filledString(get(properties, 'customerEncryptionKeyArn'));
  return {
    name: name || resource.name,
    source: `${resource.file}#${resource.address}`,
    place: resource.place,
    ...nodesOf(definition),
    ...(executionRole && { executionRole }),
    ...(encryptionKey && { encryptionKey }),
    neighbours,
    notes: [...dynamics.map(dynamicWarning), ...instanceWarnings(resource)],
    origin,
    granted: () => grantedInModule(module, origin.role?.address),
  };
}

function dynamicWarning({ name, place }: DynamicBlock): Warning {
  return {
    kind: 'warning',
    text: `Blocks "${name}" made by a dynamic block are not read: what they name is not covered. The plan has them: terraform show -json.`,
    place,
  };
}

function instanceWarnings(resource: TerraformResource): readonly Warning[] {
  return ['for_each', 'count'].flatMap((name): readonly Warning[] => {
    const argument = resource.body.attributes.get(name);
    return argument === undefined
      ? []
      : [
          {
            kind: 'warning',
            text: `${resource.address} has ${name}: its flows are read as one, and one role serves all of them.`,
            place: argument.keyPlace,
          },
        ];
  });
}

function originOf(resource: TerraformResource, module: TerraformModule): TerraformOrigin {
  const expression = resource.body.attributes.get('execution_role_arn')?.expression;
  const role = expression && roleOf(expression, module);
  return {
    kind: 'terraform',
    address: resource.address,
    module: module.directory,
    ...(role !== undefined && { role }),
    addresses: [...module.resources.keys()].filter((each) => !each.startsWith('module.')),
    dataSources: [...module.resources.values()]
      .filter(({ address, body }) => address.startsWith('data.') && isPlain(body))
      .map(({ address }) => address),
    ...(hasInstances(resource) && { hasInstances: true }),
  };
}

/** The role of the module that an expression names; where it is one of several things, the one that is. */
function roleOf(expression: HclExpression, module: TerraformModule): TerraformRole | undefined {
  for (const way of waysOf(module, expression)) {
    const steps = stepsThrough(way);
    const found = steps && addressOf(module, steps)?.resource;
    if (found?.type === 'aws_iam_role' || found?.type === 'awscc_iam_role') {
      const written = found.body.attributes.get('name') ?? found.body.attributes.get('role_name');
      const name = written && evaluate(module, written.expression);
      return { address: found.address, ...(name && { name }) };
    }
  }
  return undefined;
}

/** The definition: blocks, an object, or JSON text that the module makes or takes from a file. */
function findDefinition(
  resource: TerraformResource,
  properties: MapValue,
  module: TerraformModule,
  openRelated: OpenRelated,
): Value {
  const definition = get(properties, 'definition');
  if (definition?.kind === 'map') {
    return definition;
  }
  const text = resource.body.attributes.get('definition_string')?.expression;
  const found = text && definitionText(text, resource, module, openRelated);
  if (found !== undefined) {
    return unwrapDefinition(found);
  }
  throw new InputError({
    place: (text ?? resource).place,
    found: `the flow ${resource.address} without a definition that can be read`,
    expected: 'definition, or definition_string as jsonencode, file or templatefile',
    remedy:
      'The plan may have it: terraform plan -out plan.bin && terraform show -json plan.bin > plan.json',
  });
}

function definitionText(
  expression: HclExpression,
  { file }: TerraformResource,
  module: TerraformModule,
  openRelated: OpenRelated,
): Value | undefined {
  const target = follow(module, expression);
  if (target?.kind === 'call') {
    const [first, second] = target.args;
    if (target.name === 'jsonencode' && first) {
      return expressionValue(first, module);
    }
    if ((target.name === 'file' || target.name === 'templatefile') && first) {
      const path = pathOf(first, module);
      const found = path === undefined ? undefined : openRelated(file, path);
      const variables = second && expressionValue(second, module);
      return found && fillTemplate(readJson(found.path, found.text), variables, module.budget);
    }
    return undefined;
  }
  const value = target && evaluate(module, target);
  const text = value && literal(value);
  return text ? readJson(file, text, () => expression.place) : undefined;
}

/** `"${path.module}/flow.json"` → `flow.json`. */
function pathOf(expression: HclExpression, module: TerraformModule): string | undefined {
  const [first, ...rest] = evaluate(module, expression) ?? [];
  const isModule =
    first?.kind === 'reference' &&
    first.reference.kind === 'terraform' &&
    first.reference.expression === 'path.module';
  const text = isModule ? literal(rest) : first && literal([first, ...rest]);
  return text?.replace(/^\/+/, '');
}

function directoryOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end < 0 ? '.' : path.slice(0, end);
}
