import {
  everyString,
  get,
  type MapValue,
  placedStrings,
  stringTemplate,
} from '../../document/value.ts';
import type { Neighbour, Neighbours } from '../../flow/related-resources.ts';
import type { Segment } from '../../template/template.ts';
import { literal, type PlacedTemplate, type Template } from '../../template/template.ts';
import { instancesOf } from './follow.ts';
import { addressOf, stepsOf, type TerraformModule, type TerraformResource } from './module.ts';
import { bodyValue } from './values.ts';

/** Follows at most so many references from resource to resource; a cycle ends here. */
const MOST_HOPS = 5;

/** What a module says about the resources that its flows use. */
export function neighboursIn(module: TerraformModule): Neighbours {
  // Each resource is read once, however many flows and nodes use it.
  const known = new Map<TerraformResource, MapValue>();
  const properties: PropertiesOf = (resource) => {
    const value =
      known.get(resource) ?? bodyValue(resource.body, { module, onDynamic: () => undefined });
    known.set(resource, value);
    return value;
  };
  return (value) => neighbour(value, module, properties, 0);
}

type PropertiesOf = (resource: TerraformResource) => MapValue;

function neighbour(
  value: Template,
  module: TerraformModule,
  propertiesOf: PropertiesOf,
  hops: number,
): Neighbour | undefined {
  const resource = resourceIn(value, module, 0);
  if (resource === undefined || hops > MOST_HOPS || resource.address.startsWith('data.')) {
    return undefined;
  }
  const properties = propertiesOf(resource);
  const follow = (key: string) => {
    const next = stringTemplate(get(properties, key));
    return next === undefined ? undefined : neighbour(next, module, propertiesOf, hops + 1);
  };
  switch (resource.type) {
    case 'aws_bedrockagent_prompt':
    case 'awscc_bedrock_prompt':
      return { models: promptModels(properties), ...keyAt(properties, 'customerEncryptionKeyArn') };
    case 'awscc_bedrock_prompt_version': {
      const unversioned = stringTemplate(get(properties, 'promptArn'));
      return { ...follow('promptArn'), ...(unversioned && { unversioned }) };
    }
    case 'aws_bedrock_inference_profile':
    case 'awscc_bedrock_application_inference_profile':
      return { models: everyString(get(properties, 'modelSource', 'copyFrom')) };
    case 'awscc_bedrock_intelligent_prompt_router':
      return { models: routedModels(properties) };
    case 'aws_bedrockagent_agent':
    case 'awscc_bedrock_agent':
      return keyAt(properties, 'customerEncryptionKeyArn');
    case 'aws_bedrockagent_agent_alias':
    case 'awscc_bedrock_agent_alias':
      return follow('agentId');
    case 'aws_bedrock_guardrail':
    case 'awscc_bedrock_guardrail':
      return guardrail(properties);
    case 'aws_bedrockagent_knowledge_base':
    case 'awscc_bedrock_knowledge_base':
      return {};
    case 'aws_s3_bucket':
      return bucket(resource, module, propertiesOf);
    default:
      return undefined;
  }
}

/** The resource that the first reference in a value leads to. */
function resourceIn(
  value: Template,
  module: TerraformModule,
  hops: number,
): TerraformResource | undefined {
  for (const segment of hops > MOST_HOPS ? [] : value) {
    const found = resourceBehind(segment, module, hops);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function resourceBehind(
  segment: Segment,
  module: TerraformModule,
  hops: number,
): TerraformResource | undefined {
  if (segment.kind !== 'reference' || segment.reference.kind !== 'terraform') {
    return undefined;
  }
  const { expression, value } = segment.reference;
  const steps = stepsOf(expression);
  return addressOf(module, steps)?.resource ?? (value && resourceIn(value, module, hops + 1));
}

/** The model of a prompt's default variant; where several could run, all are named. */
function promptModels(properties: MapValue): readonly PlacedTemplate[] {
  const variants = get(properties, 'variants');
  const items = variants?.kind === 'list' ? variants.items : [];
  const chosen = literal(stringTemplate(get(properties, 'defaultVariant')) ?? []);
  const matching = items.filter((item) => {
    const name = stringTemplate(get(item, 'name'));
    return name !== undefined && chosen !== undefined && literal(name) === chosen;
  });
  return (matching.length > 0 ? matching : items).flatMap((item) =>
    everyString(get(item, 'modelId')),
  );
}

function routedModels(properties: MapValue): readonly PlacedTemplate[] {
  const models = get(properties, 'models');
  return [
    ...(models?.kind === 'list' ? models.items : []).flatMap((model) =>
      everyString(get(model, 'modelArn')),
    ),
    ...everyString(get(properties, 'fallbackModel', 'modelArn')),
  ];
}

function guardrail(properties: MapValue): Neighbour {
  const [guardrailProfile] = [
    ...placedStrings(get(properties, 'crossRegionConfig', 'guardrailProfileIdentifier')),
    ...placedStrings(get(properties, 'crossRegionConfig', 'guardrailProfileArn')),
  ];
  return { ...keyAt(properties, 'kmsKeyArn'), ...(guardrailProfile && { guardrailProfile }) };
}

/** The encryption of a bucket is a resource of its own, which names the bucket. */
function bucket(
  bucketResource: TerraformResource,
  module: TerraformModule,
  propertiesOf: PropertiesOf,
): Neighbour {
  for (const resource of [...module.resources.values()].flatMap((block) =>
    instancesOf(module, block),
  )) {
    module.budget.spend('references', 1, bucketResource.place);
    if (resource.type !== 'aws_s3_bucket_server_side_encryption_configuration') {
      continue;
    }
    const properties = propertiesOf(resource);
    const target = stringTemplate(get(properties, 'bucket'));
    const key = get(properties, 'rule', 'applyServerSideEncryptionByDefault', 'kmsMasterKeyId');
    const [found] = placedStrings(key);
    if (target && found && resourceIn(target, module, 0) === bucketResource) {
      return { encryptionKey: { ...found, form: 'key' } };
    }
  }
  return {};
}

function keyAt(properties: MapValue, name: string): Neighbour {
  const [key] = placedStrings(get(properties, name));
  return key === undefined ? {} : { encryptionKey: { ...key, form: 'key-arn' } };
}
