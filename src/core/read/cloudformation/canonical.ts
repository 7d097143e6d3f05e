import { ownArn, PARTITION } from '../../arn/arn.ts';
import { get, stringTemplate } from '../../document/value.ts';
import type { CloudFormationReference, Intrinsic } from '../../template/reference.ts';
import {
  literal,
  type Segment,
  type Template,
  template,
  templateOf,
} from '../../template/template.ts';
import type { Stack } from './stack.ts';

/** How an attribute is made of another of the same resource. */
type Spelling = (reference: (attribute?: string) => CloudFormationReference) => Template;

const FUNCTION_ARN: Spelling = (of) => ownArn('lambda', 'function:', of());
const GUARDRAIL_ARN: Spelling = (of) => ownArn('bedrock', 'guardrail/', of('GuardrailId'));
const FLOW_ARN: Spelling = (of) => ownArn('bedrock', 'flow/', of('Id'));
const PROMPT_ARN: Spelling = (of) => ownArn('bedrock', 'prompt/', of('Id'));

/**
 * What else a template can say for the same thing, by type and attribute (`Ref` for the reference
 * itself): the ARN of a bucket is its name after a fixed text.
 */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, Spelling>>>> = {
  'AWS::Bedrock::KnowledgeBase': {
    KnowledgeBaseId: (of) => template(of()),
    KnowledgeBaseArn: (of) => ownArn('bedrock', 'knowledge-base/', of()),
  },
  'AWS::Bedrock::Flow': { Ref: FLOW_ARN, Arn: FLOW_ARN },
  'AWS::Bedrock::Guardrail': { Ref: GUARDRAIL_ARN, GuardrailArn: GUARDRAIL_ARN },
  'AWS::Bedrock::Prompt': { Ref: PROMPT_ARN, Arn: PROMPT_ARN },
  'AWS::Bedrock::PromptVersion': { Ref: (of) => template(of('Arn')) },
  'AWS::Bedrock::ApplicationInferenceProfile': {
    Ref: (of) => template(of('InferenceProfileArn')),
    InferenceProfileIdentifier: (of) => template(of('InferenceProfileArn')),
  },
  'AWS::Bedrock::IntelligentPromptRouter': { Ref: (of) => template(of('PromptRouterArn')) },
  'AWS::Lambda::Function': { Arn: FUNCTION_ARN },
  'AWS::Serverless::Function': { Arn: FUNCTION_ARN },
  'AWS::Lambda::Alias': { AliasArn: (of) => template(of()) },
  'AWS::Lambda::Version': { FunctionArn: (of) => template(of()) },
  'AWS::S3::Bucket': { Arn: (of) => template('arn:', PARTITION, ':s3:::', of()) },
  'AWS::KMS::Key': { Arn: (of) => ownArn('kms', 'key/', of()) },
};

/** A resource whose ARN is that of another one, `:` and a name of its own. */
interface Version {
  /** What gives the ARN; `Ref` for the reference itself. */
  readonly attributes: readonly string[];
  /** The property that names the other resource. */
  readonly of: string;
  /** The ARN of the other resource, by the value of that property. */
  readonly arn: (value: Template) => Template;
  /** The attribute, or the property, that gives its own name. */
  readonly name: { readonly attribute: string } | { readonly property: string };
}

const functionArn = (name: Template) =>
  name[0]?.kind === 'text' && name[0].text.startsWith('arn:')
    ? name
    : ownArn('lambda', 'function:', name);

const VERSIONS: Readonly<Record<string, Version>> = {
  'AWS::Bedrock::PromptVersion': {
    attributes: ['Ref', 'Arn'],
    of: 'PromptArn',
    arn: (value) => value,
    name: { attribute: 'Version' },
  },
  'AWS::Lambda::Alias': {
    attributes: ['Ref', 'AliasArn'],
    of: 'FunctionName',
    arn: functionArn,
    name: { property: 'Name' },
  },
};

/** Follows at most this many references from version to version; a cycle ends here. */
const MOST_HOPS = 5;

/** The property that gives a resource the name that `Ref` returns. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Serverless::Function': 'FunctionName',
  'AWS::S3::Bucket': 'BucketName',
};

/** Brings every reference in a value to one spelling for the thing it means. */
export function canonicalIn(stack: Stack): (value: Template) => Template {
  return (value) => canonicalTemplate(value, stack, 0);
}

function canonicalTemplate(value: Template, stack: Stack, hops: number): Template {
  return templateOf(value.map((segment) => canonicalSegment(segment, stack, hops)));
}

function canonicalSegment(segment: Segment, stack: Stack, hops: number): Segment | Template {
  if (segment.kind !== 'reference' || segment.reference.kind !== 'cloudformation') {
    return segment;
  }
  const { intrinsic } = segment.reference;
  const target = targetOf(intrinsic);
  const type = target && stack.resources.get(target.logicalId)?.type;
  if (target === undefined || type === undefined) {
    return segment;
  }
  const version = hops < MOST_HOPS && versionArn(target, type, stack, hops);
  if (version) {
    return version;
  }
  const spellings = Object.hasOwn(SPELLINGS, type) ? SPELLINGS[type] : undefined;
  const spelling =
    spellings !== undefined && Object.hasOwn(spellings, target.attribute)
      ? spellings[target.attribute]
      : undefined;
  if (spelling !== undefined) {
    const of = (attribute?: string) => referenceTo(target.logicalId, attribute, stack);
    return template(...spelling(of).map((piece) => canonicalSegment(piece, stack, hops)));
  }
  return (
    (target.attribute === 'Ref' && named(target.logicalId, type, stack)) ||
    template(
      referenceTo(
        target.logicalId,
        target.attribute === 'Ref' ? undefined : target.attribute,
        stack,
      ),
    )
  );
}

function versionArn(
  { logicalId, attribute }: { readonly logicalId: string; readonly attribute: string },
  type: string,
  stack: Stack,
  hops: number,
): Template | undefined {
  const version = Object.hasOwn(VERSIONS, type) ? VERSIONS[type] : undefined;
  const property = (name: string) => stringTemplate(get(stack.properties(logicalId), name));
  const whole = version?.attributes.includes(attribute) ? property(version.of) : undefined;
  if (version === undefined || whole === undefined) {
    return undefined;
  }
  const name =
    'property' in version.name
      ? property(version.name.property)
      : template(referenceTo(logicalId, version.name.attribute, stack));
  const arn = version.arn(canonicalTemplate(whole, stack, hops + 1));
  return name && template(arn, ':', canonicalTemplate(name, stack, hops + 1));
}

function targetOf(intrinsic: Intrinsic) {
  switch (intrinsic.fn) {
    case 'Ref':
      return { logicalId: intrinsic.target, attribute: 'Ref' };
    case 'GetAtt':
      return { logicalId: intrinsic.resource, attribute: intrinsic.attribute };
    case 'other':
      return undefined;
  }
}

function referenceTo(
  logicalId: string,
  attribute: string | undefined,
  { likenessOf }: Stack,
): CloudFormationReference {
  const intrinsic: Intrinsic =
    attribute === undefined
      ? { fn: 'Ref', target: logicalId }
      : { fn: 'GetAtt', resource: logicalId, attribute };
  const likeness = likenessOf(intrinsic);
  return { kind: 'cloudformation', intrinsic, ...(likeness && { likeness }) };
}

/** The literal name that the template gives a resource. */
function named(logicalId: string, type: string, stack: Stack): Template | undefined {
  const property = Object.hasOwn(NAMES, type) ? NAMES[type] : undefined;
  const name =
    property && literal(stringTemplate(get(stack.properties(logicalId), property)) ?? []);
  return name ? template(name) : undefined;
}
