import { ownArn, PARTITION } from '../../arn/arn.ts';
import type { Reference, TerraformReference } from '../../template/reference.ts';
import {
  literal,
  type Segment,
  type Template,
  template,
  templateOf,
} from '../../template/template.ts';
import { follow } from './follow.ts';
import { addressOf, stepsOf, type TerraformModule } from './module.ts';
import { ATTRIBUTES } from './returns.ts';

/** How an attribute is made of another one of the same resource. */
type Spelling = (attribute: (name: string) => TerraformReference) => Template;

const FUNCTION_ARN: Spelling = (of) => ownArn('lambda', 'function:', of('function_name'));

/** What else a module can say for the same thing, by type and attribute. */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, Spelling>>>> = {
  aws_bedrockagent_knowledge_base: {
    arn: (of) => ownArn('bedrock', 'knowledge-base/', of('id')),
  },
  aws_bedrockagent_flow: { arn: (of) => ownArn('bedrock', 'flow/', of('id')) },
  awscc_bedrock_flow: { arn: (of) => ownArn('bedrock', 'flow/', of('aws_id')) },
  aws_bedrock_guardrail: {
    guardrail_arn: (of) => ownArn('bedrock', 'guardrail/', of('guardrail_id')),
  },
  aws_bedrock_inference_profile: { inference_profile_arn: (of) => template(of('arn')) },
  aws_lambda_function: { arn: FUNCTION_ARN, id: (of) => template(of('function_name')) },
  aws_s3_bucket: {
    arn: (of) => template('arn:', PARTITION, ':s3:::', of('id')),
    bucket: (of) => template(of('id')),
  },
  aws_kms_key: { id: (of) => template(of('key_id')) },
};

/**
 * Brings every reference in a value to one spelling for the thing it means. What the module itself
 * says of a name is put in its place.
 */
export function canonicalIn(module: TerraformModule): (value: Template) => Template {
  return (value) => templateOf(value.map((segment) => canonicalSegment(segment, module)));
}

function canonicalSegmentOf(reference: Reference, module: TerraformModule): Template {
  return template(canonicalSegment({ kind: 'reference', reference }, module));
}

function canonicalSegment(segment: Segment, module: TerraformModule): Segment | Template {
  if (segment.kind === 'after') {
    const whole = literal(canonicalSegmentOf(segment.reference, module));
    const at = whole?.indexOf(segment.mark) ?? -1;
    return whole === undefined || at < 0
      ? segment
      : template(whole.slice(at + segment.mark.length));
  }
  if (segment.kind !== 'reference' || segment.reference.kind !== 'terraform') {
    return segment;
  }
  const { expression, value } = segment.reference;
  if (value !== undefined) {
    return canonicalIn(module)(value);
  }
  const found = addressOf(module, stepsOf(expression));
  const [attribute, ...deeper] = found?.rest ?? [];
  const spellings =
    found && Object.hasOwn(SPELLINGS, found.resource.type)
      ? SPELLINGS[found.resource.type]
      : undefined;
  const spelling =
    attribute !== undefined && spellings && Object.hasOwn(spellings, attribute)
      ? spellings[attribute]
      : undefined;
  if (found === undefined || spelling === undefined || deeper.length > 0) {
    return segment;
  }
  const { address, body, type } = found.resource;
  const known = Object.hasOwn(ATTRIBUTES, type) ? ATTRIBUTES[type] : undefined;
  const of = (name: string): TerraformReference => {
    const written = body.attributes.get(name)?.expression;
    const argument = written && follow(module, written);
    const likeness = known && Object.hasOwn(known, name) ? known[name] : undefined;
    return {
      kind: 'terraform',
      expression: `${address}.${name}`,
      ...(likeness !== undefined && { likeness: { text: likeness, of: 'type' } }),
      ...(argument?.kind === 'literal' && { value: template(argument.text) }),
    };
  };
  return template(...spelling(of).map((piece) => canonicalSegment(piece, module)));
}
