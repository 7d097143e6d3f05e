/**
 * The forms of what resources and data sources of the Terraform provider hashicorp/aws give, by
 * type and attribute. No package has them. Those of hashicorp/awscc are made of CloudFormation's.
 * A part is named after the argument or attribute that says it.
 *
 * Compared with https://registry.terraform.io/providers/hashicorp/aws/latest/docs ("Attribute
 * Reference") on 2026-11-25.
 */
export const AWS_PROVIDER_FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_bedrock_custom_model: {
    custom_model_arn: 'arn:{Partition}:bedrock:{Region}:{Account}:custom-model/{custom_model_id}',
  },
  aws_bedrock_foundation_model: {
    model_arn: 'arn:{Partition}:bedrock:{Region}::foundation-model/{model_id}',
    model_id: '{model_id}',
    id: '{model_id}',
  },
  aws_bedrock_guardrail: {
    guardrail_arn: 'arn:{Partition}:bedrock:{Region}:{Account}:guardrail/{guardrail_id}',
    guardrail_id: '{guardrail_id}',
    version: '{version}',
  },
  aws_bedrock_guardrail_version: { version: '{version}' },
  aws_bedrock_inference_profile: {
    arn: 'arn:{Partition}:bedrock:{Region}:{Account}:application-inference-profile/{inference_profile_id}',
    inference_profile_arn:
      'arn:{Partition}:bedrock:{Region}:{Account}:application-inference-profile/{inference_profile_id}',
    id: '{inference_profile_id}',
  },
  aws_bedrock_provisioned_model_throughput: {
    provisioned_model_arn:
      'arn:{Partition}:bedrock:{Region}:{Account}:provisioned-model/{provisioned_model_id}',
  },
  aws_bedrockagent_agent: {
    agent_arn: 'arn:{Partition}:bedrock:{Region}:{Account}:agent/{agent_id}',
    agent_id: '{agent_id}',
    id: '{agent_id}',
  },
  aws_bedrockagent_agent_alias: {
    agent_alias_arn:
      'arn:{Partition}:bedrock:{Region}:{Account}:agent-alias/{agent_id}/{agent_alias_id}',
    agent_alias_id: '{agent_alias_id}',
    id: '{agent_alias_id},{agent_id}',
  },
  aws_bedrockagent_flow: {
    arn: 'arn:{Partition}:bedrock:{Region}:{Account}:flow/{id}',
    id: '{id}',
  },
  aws_bedrockagent_knowledge_base: {
    arn: 'arn:{Partition}:bedrock:{Region}:{Account}:knowledge-base/{id}',
    id: '{id}',
  },
  aws_bedrockagent_prompt: {
    arn: 'arn:{Partition}:bedrock:{Region}:{Account}:prompt/{id}',
    id: '{id}',
    version: '{version}',
  },
  aws_kms_key: {
    arn: 'arn:{Partition}:kms:{Region}:{Account}:key/{key_id}',
    key_id: '{key_id}',
    id: '{key_id}',
  },
  aws_lambda_alias: {
    arn: 'arn:{Partition}:lambda:{Region}:{Account}:function:{function_name}:{name}',
    id: 'arn:{Partition}:lambda:{Region}:{Account}:function:{function_name}:{name}',
    invoke_arn:
      'arn:{Partition}:apigateway:{Region}:lambda:path/2015-03-31/functions/arn:{Partition}:lambda:{Region}:{Account}:function:{function_name}:{name}/invocations',
    name: '{name}',
  },
  aws_lambda_function: {
    arn: 'arn:{Partition}:lambda:{Region}:{Account}:function:{function_name}',
    qualified_arn: 'arn:{Partition}:lambda:{Region}:{Account}:function:{function_name}:{version}',
    invoke_arn:
      'arn:{Partition}:apigateway:{Region}:lambda:path/2015-03-31/functions/arn:{Partition}:lambda:{Region}:{Account}:function:{function_name}/invocations',
    qualified_invoke_arn:
      'arn:{Partition}:apigateway:{Region}:lambda:path/2015-03-31/functions/arn:{Partition}:lambda:{Region}:{Account}:function:{function_name}:{version}/invocations',
    function_name: '{function_name}',
    id: '{function_name}',
    version: '{version}',
  },
  aws_lexv2models_bot: {
    arn: 'arn:{Partition}:lex:{Region}:{Account}:bot/{id}',
    id: '{id}',
  },
  aws_s3_bucket: {
    arn: 'arn:{Partition}:s3:::{bucket}',
    bucket: '{bucket}',
    id: '{bucket}',
    bucket_domain_name: '{bucket}.s3.amazonaws.com',
    bucket_regional_domain_name: '{bucket}.s3.{Region}.amazonaws.com',
  },
  aws_sagemaker_endpoint: {
    arn: 'arn:{Partition}:sagemaker:{Region}:{Account}:endpoint/{name}',
    name: '{name}',
    id: '{name}',
  },
};

/** Where data sources give something else than the resources of the same name: profiles of AWS. */
export const DATA_SOURCE_FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_bedrock_inference_profile: {},
};

/** How names begin that the provider makes: as an argument says, or with a text of its own. */
export const PROVIDER_MADE_NAMES: Readonly<
  Record<string, { readonly prefix: string; readonly otherwise: string }>
> = {
  'aws_s3_bucket.bucket': { prefix: 'bucket_prefix', otherwise: 'terraform-' },
  'aws_sagemaker_endpoint.name': { prefix: 'name_prefix', otherwise: 'terraform-' },
};
