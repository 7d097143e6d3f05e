import { FORMS } from '../../template/forms.ts';

const PROFILE_ARN =
  'arn:aws:bedrock:us-east-1:000000000000:application-inference-profile/abcdefghijkl';
const ROUTER_ARN = 'arn:aws:bedrock:us-east-1:000000000000:prompt-router/abcdefghijkl';
const PROMPT_ARN = 'arn:aws:bedrock:us-east-1:000000000000:prompt/AAAAAAAAAA';
const GUARDRAIL_ARN = 'arn:aws:bedrock:us-east-1:000000000000:guardrail/abcdefghijkl';
const ENDPOINT_ARN = 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/name';
const PROVISIONED_ARN = 'arn:aws:bedrock:us-east-1:000000000000:provisioned-model/abcdefghijkl';
const FOUNDATION_ARN = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
const FUNCTION_ARN = FORMS['function-arn'].example;
const FUNCTION = { arn: FUNCTION_ARN, function_name: 'my_function', id: 'my_function' };
const KEY = { arn: FORMS.key.example, id: 'key-id', key_id: 'key-id' };

/**
 * The attributes of the resource types that flows refer to, each with a text of the form that it
 * has. A value that a policy needs is built differently from an id than from an ARN.
 *
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs ("Attribute Reference")
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs ("Schema")
 */
export const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_bedrock_custom_model: {
    custom_model_arn: 'arn:aws:bedrock:us-east-1:000000000000:custom-model/name/abcdefghijkl',
  },
  aws_bedrock_foundation_model: {
    model_arn: FOUNDATION_ARN,
    model_id: 'amazon.nova-lite-v1:0',
    id: 'amazon.nova-lite-v1:0',
  },
  aws_bedrock_guardrail: { guardrail_arn: GUARDRAIL_ARN, guardrail_id: 'abcdefghijkl' },
  aws_bedrock_inference_profile: { arn: PROFILE_ARN, inference_profile_arn: PROFILE_ARN },
  aws_bedrock_provisioned_model_throughput: { provisioned_model_arn: PROVISIONED_ARN },
  aws_bedrockagent_agent: { agent_id: 'AAAAAAAAAA', id: 'AAAAAAAAAA' },
  aws_bedrockagent_agent_alias: {
    agent_alias_arn: FORMS['agent-alias-arn'].example,
    agent_alias_id: 'AAAAAAAAAA',
  },
  aws_bedrockagent_flow: { id: 'AAAAAAAAAA' },
  aws_bedrockagent_knowledge_base: { id: 'AAAAAAAAAA' },
  aws_bedrockagent_prompt: { arn: PROMPT_ARN, id: 'AAAAAAAAAA' },
  aws_kms_key: KEY,
  aws_lambda_alias: { arn: `${FUNCTION_ARN}:live` },
  aws_lambda_function: { ...FUNCTION, qualified_arn: `${FUNCTION_ARN}:1` },
  aws_s3_bucket: { id: 'my-bucket', bucket: 'my-bucket', arn: 'arn:aws:s3:::my-bucket' },
  aws_sagemaker_endpoint: { arn: ENDPOINT_ARN, name: 'name' },
  awscc_bedrock_agent: { agent_id: 'AAAAAAAAAA' },
  awscc_bedrock_agent_alias: {
    agent_alias_arn: FORMS['agent-alias-arn'].example,
    agent_alias_id: 'AAAAAAAAAA',
  },
  awscc_bedrock_application_inference_profile: {
    inference_profile_arn: PROFILE_ARN,
    inference_profile_id: PROFILE_ARN,
    id: PROFILE_ARN,
  },
  awscc_bedrock_flow: { aws_id: 'AAAAAAAAAA' },
  awscc_bedrock_guardrail: { guardrail_arn: GUARDRAIL_ARN, guardrail_id: 'abcdefghijkl' },
  awscc_bedrock_intelligent_prompt_router: { prompt_router_arn: ROUTER_ARN },
  awscc_bedrock_knowledge_base: { knowledge_base_id: 'AAAAAAAAAA', id: 'AAAAAAAAAA' },
  awscc_bedrock_prompt: { arn: PROMPT_ARN, prompt_id: 'AAAAAAAAAA' },
  awscc_bedrock_prompt_version: { arn: `${PROMPT_ARN}:1`, prompt_arn: PROMPT_ARN },
  awscc_kms_key: KEY,
  awscc_lambda_alias: { alias_arn: `${FUNCTION_ARN}:live` },
  awscc_lambda_function: FUNCTION,
  awscc_lex_bot_alias: { arn: FORMS['bot-alias-arn'].example, bot_alias_id: 'AAAAAAAAAA' },
  awscc_s3_bucket: { id: 'my-bucket', bucket_name: 'my-bucket', arn: 'arn:aws:s3:::my-bucket' },
};
