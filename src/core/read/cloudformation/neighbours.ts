import {
  everyString,
  get,
  placedStrings,
  stringTemplate,
  type Value,
} from '../../document/value.ts';
import type { Neighbour, Neighbours } from '../../flow/related-resources.ts';
import { literal, type PlacedTemplate, type Template } from '../../template/template.ts';
import type { Stack } from './stack.ts';

/** Follows at most this many references from resource to resource; a cycle ends here. */
const MOST_HOPS = 5;

/** What a stack says about the resources that its flows use. */
export function neighboursIn(stack: Stack): Neighbours {
  return (value) => neighbour(value, stack, 0);
}

function neighbour(value: Template, stack: Stack, hops: number): Neighbour | undefined {
  const logicalId = resourceOf(value, stack);
  const type = logicalId === undefined ? undefined : stack.resources.get(logicalId)?.type;
  if (logicalId === undefined || hops > MOST_HOPS) {
    return undefined;
  }
  const properties = stack.properties(logicalId);
  const follow = (...path: string[]) => {
    const next = stringTemplate(get(properties, ...path));
    return next === undefined ? undefined : neighbour(next, stack, hops + 1);
  };
  switch (type) {
    case 'AWS::Bedrock::Prompt':
      return { models: promptModels(properties), ...keyAt(properties, 'CustomerEncryptionKeyArn') };
    case 'AWS::Bedrock::PromptVersion': {
      const unversioned = stringTemplate(get(properties, 'PromptArn'));
      return { ...follow('PromptArn'), ...(unversioned && { unversioned }) };
    }
    case 'AWS::Bedrock::ApplicationInferenceProfile':
      return { models: everyString(get(properties, 'ModelSource', 'CopyFrom')) };
    case 'AWS::Bedrock::IntelligentPromptRouter':
      return { models: routedModels(properties) };
    case 'AWS::Bedrock::Agent':
      return keyAt(properties, 'CustomerEncryptionKeyArn');
    case 'AWS::Bedrock::AgentAlias':
      return follow('AgentId');
    case 'AWS::Bedrock::Guardrail': {
      const [guardrailProfile] = placedStrings(
        get(properties, 'CrossRegionConfig', 'GuardrailProfileArn'),
      );
      return { ...keyAt(properties, 'KmsKeyArn'), ...(guardrailProfile && { guardrailProfile }) };
    }
    case 'AWS::Bedrock::KnowledgeBase':
      return {};
    case 'AWS::S3::Bucket':
      return bucket(properties);
    default:
      return undefined;
  }
}

/** The resource that the first reference in a value leads to. */
function resourceOf(value: Template, stack: Stack): string | undefined {
  for (const segment of value) {
    if (segment.kind !== 'reference' || segment.reference.kind !== 'cloudformation') {
      continue;
    }
    const { intrinsic } = segment.reference;
    const target =
      intrinsic.fn === 'Ref'
        ? intrinsic.target
        : intrinsic.fn === 'GetAtt'
          ? intrinsic.resource
          : undefined;
    if (target !== undefined && stack.resources.has(target)) {
      return target;
    }
  }
  return undefined;
}

/**
 * The model of a prompt's default variant. A prompt without `DefaultVariant` runs the draft's
 * first; where several could run, all are named.
 */
function promptModels(properties: Value | undefined): readonly PlacedTemplate[] {
  const variants = get(properties, 'Variants');
  const items = variants?.kind === 'list' ? variants.items : [];
  const defaultName = stringTemplate(get(properties, 'DefaultVariant'));
  const chosen = defaultName && literal(defaultName);
  const matching = items.filter((item) => {
    const name = stringTemplate(get(item, 'Name'));
    return name !== undefined && chosen !== undefined && literal(name) === chosen;
  });
  return (matching.length > 0 ? matching : items).flatMap((item) =>
    everyString(get(item, 'ModelId')),
  );
}

function routedModels(properties: Value | undefined): readonly PlacedTemplate[] {
  const models = get(properties, 'Models');
  return [
    ...(models?.kind === 'list' ? models.items : []).flatMap((model) =>
      everyString(get(model, 'ModelArn')),
    ),
    ...everyString(get(properties, 'FallbackModel', 'ModelArn')),
  ];
}

function bucket(properties: Value | undefined): Neighbour {
  const rules = get(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
  const keys = (rules?.kind === 'list' ? rules.items : []).flatMap((rule) =>
    placedStrings(get(rule, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID')),
  );
  const [key] = keys;
  return key === undefined ? {} : { encryptionKey: { ...key, form: 'key' } };
}

function keyAt(properties: Value | undefined, name: string): Neighbour {
  const [key] = placedStrings(get(properties, name));
  return key === undefined ? {} : { encryptionKey: { ...key, form: 'key-arn' } };
}
