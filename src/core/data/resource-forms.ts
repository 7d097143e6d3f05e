/**
 * The forms of ARNs, ids and names that AWS's data does not have, or has in another way than the
 * service writes them. Each comes from the pages on the service's own resources in the Service
 * Authorization Reference, and from "Return values" of the resource type in CloudFormation's.
 *
 * Compared with https://docs.aws.amazon.com/service-authorization/latest/reference/ on 2026-11-25.
 */
export const ARNS_BY_HAND: Readonly<Record<string, string>> = {
  'AWS::Bedrock::AgentAlias':
    'arn:{Partition}:bedrock:{Region}:{Account}:agent-alias/{AgentId}/{AgentAliasId}',
  'AWS::Bedrock::FlowAlias': 'arn:{Partition}:bedrock:{Region}:{Account}:flow/{FlowId}/alias/{Id}',
  'AWS::Bedrock::FlowVersion': 'arn:{Partition}:bedrock:{Region}:{Account}:flow/{FlowId}',
  'AWS::Bedrock::GuardrailVersion':
    'arn:{Partition}:bedrock:{Region}:{Account}:guardrail/{GuardrailId}',
  'AWS::Bedrock::PromptVersion':
    'arn:{Partition}:bedrock:{Region}:{Account}:prompt/{PromptId}:{Version}',
  'AWS::Lambda::Alias': 'arn:{Partition}:lambda:{Region}:{Account}:function:{FunctionName}:{Name}',
  'AWS::Lambda::Version':
    'arn:{Partition}:lambda:{Region}:{Account}:function:{FunctionName}:{Version}',
  // The data has the form of Amazon Lex V1, which named bots.
  'AWS::Lex::Bot': 'arn:{Partition}:lex:{Region}:{Account}:bot/{Id}',
  'AWS::Lex::BotAlias': 'arn:{Partition}:lex:{Region}:{Account}:bot-alias/{BotId}/{BotAliasId}',
};

/** A transform of AWS SAM makes a resource of the second type of one of the first. */
export const TYPES_OF_TRANSFORMS: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
};

/** What the data calls a part of an ARN, where neither an attribute nor a property is called so. */
export const PARTS_BY_HAND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::Bedrock::ApplicationInferenceProfile': { ResourceId: 'InferenceProfileId' },
};

/** Attributes that say a part of an ARN in other words. */
export const ATTRIBUTES_BY_HAND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::Bedrock::ApplicationInferenceProfile': {
    InferenceProfileArn:
      'arn:{Partition}:bedrock:{Region}:{Account}:application-inference-profile/{InferenceProfileId}',
    InferenceProfileIdentifier:
      'arn:{Partition}:bedrock:{Region}:{Account}:application-inference-profile/{InferenceProfileId}',
  },
  // `AutoPublishAlias` makes an alias and versions.
  'AWS::Serverless::Function': {
    Alias: 'arn:{Partition}:lambda:{Region}:{Account}:function:{FunctionName}:{AutoPublishAlias}',
    Version: 'arn:{Partition}:lambda:{Region}:{Account}:function:{FunctionName}:{Version}',
  },
  'AWS::S3::Bucket': {
    DomainName: '{BucketName}.s3.amazonaws.com',
    DualStackDomainName: '{BucketName}.s3.dualstack.{Region}.amazonaws.com',
    RegionalDomainName: '{BucketName}.s3.{Region}.amazonaws.com',
  },
};

/** The property that names the resource which a part of an ARN is from, by id, by name or by ARN. */
export const PROPERTIES_OF_PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::Bedrock::FlowAlias': { FlowId: 'FlowArn' },
  'AWS::Bedrock::FlowVersion': { FlowId: 'FlowArn' },
  'AWS::Bedrock::GuardrailVersion': { GuardrailId: 'GuardrailIdentifier' },
  'AWS::Bedrock::PromptVersion': { PromptId: 'PromptArn' },
};

/** How names begin that CloudFormation makes where a template gives none. */
export const GENERATED_NAMES: Readonly<
  Record<string, { readonly part: string; readonly lowerCase: boolean }>
> = {
  'AWS::Lambda::Function': { part: 'FunctionName', lowerCase: false },
  'AWS::S3::Bucket': { part: 'BucketName', lowerCase: true },
  'AWS::SageMaker::Endpoint': { part: 'EndpointName', lowerCase: false },
};
