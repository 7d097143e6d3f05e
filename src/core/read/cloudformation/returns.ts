import { FORMS } from '../../template/forms.ts';

/** What `Ref` and `Fn::GetAtt` of a resource type give, as an example of the form. */
interface Returns {
  readonly ref?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const PROFILE_ARN =
  'arn:aws:bedrock:us-east-1:000000000000:application-inference-profile/abcdefghijkl';
const ROUTER_ARN = 'arn:aws:bedrock:us-east-1:000000000000:prompt-router/abcdefghijkl';
const AGENT_ARN = 'arn:aws:bedrock:us-east-1:000000000000:agent/AAAAAAAAAA';
const KNOWLEDGE_BASE_ARN = 'arn:aws:bedrock:us-east-1:000000000000:knowledge-base/AAAAAAAAAA';
const PROMPT_ARN = 'arn:aws:bedrock:us-east-1:000000000000:prompt/AAAAAAAAAA';
const FLOW_ARN = 'arn:aws:bedrock:us-east-1:000000000000:flow/AAAAAAAAAA';
const KEY_ARN = FORMS.key.example;
const FUNCTION_ARN = FORMS['function-arn'].example;
const GUARDRAIL_ARN = 'arn:aws:bedrock:us-east-1:000000000000:guardrail/abcdefghijkl';
const ENDPOINT_ARN = 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/name';

/**
 * The return values of the resource types that flows refer to. A value that a policy needs is
 * built differently from an id than from an ARN, so the form must be known. A test holds the names
 * and the forms to the data of AWS.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * ("Return values" of each type; `Ref` gives the primary identifier of its registry schema)
 */
export const RETURNS: Readonly<Record<string, Returns>> = {
  'AWS::Bedrock::Agent': {
    ref: 'AAAAAAAAAA',
    attributes: { AgentArn: AGENT_ARN, AgentId: 'AAAAAAAAAA' },
  },
  'AWS::Bedrock::AgentAlias': {
    ref: 'AAAAAAAAAA|AAAAAAAAAA',
    attributes: {
      AgentAliasArn: FORMS['agent-alias-arn'].example,
      AgentAliasId: 'AAAAAAAAAA',
    },
  },
  'AWS::Bedrock::ApplicationInferenceProfile': {
    ref: PROFILE_ARN,
    attributes: {
      InferenceProfileArn: PROFILE_ARN,
      InferenceProfileIdentifier: PROFILE_ARN,
    },
  },
  'AWS::Bedrock::Flow': {
    ref: FLOW_ARN,
    attributes: { Arn: FLOW_ARN, Id: 'AAAAAAAAAA' },
  },
  'AWS::Bedrock::Guardrail': {
    ref: GUARDRAIL_ARN,
    attributes: { GuardrailArn: GUARDRAIL_ARN, GuardrailId: 'abcdefghijkl', Version: '1' },
  },
  'AWS::Bedrock::GuardrailVersion': {
    ref: 'abcdefghijkl|1',
    attributes: { GuardrailArn: GUARDRAIL_ARN, GuardrailId: 'abcdefghijkl', Version: '1' },
  },
  'AWS::Bedrock::IntelligentPromptRouter': {
    ref: ROUTER_ARN,
    attributes: { PromptRouterArn: ROUTER_ARN },
  },
  'AWS::Bedrock::KnowledgeBase': {
    ref: 'AAAAAAAAAA',
    attributes: { KnowledgeBaseArn: KNOWLEDGE_BASE_ARN, KnowledgeBaseId: 'AAAAAAAAAA' },
  },
  'AWS::Bedrock::Prompt': {
    ref: PROMPT_ARN,
    attributes: { Arn: PROMPT_ARN, Id: 'AAAAAAAAAA' },
  },
  'AWS::Bedrock::PromptVersion': {
    ref: `${PROMPT_ARN}:1`,
    attributes: { Arn: `${PROMPT_ARN}:1`, PromptId: 'AAAAAAAAAA', Version: '1' },
  },
  'AWS::KMS::Key': { ref: '1234abcd-12ab-34cd-56ef-1234567890ab', attributes: { Arn: KEY_ARN } },
  'AWS::Lambda::Alias': {
    ref: `${FUNCTION_ARN}:live`,
    attributes: { AliasArn: `${FUNCTION_ARN}:live` },
  },
  'AWS::Lambda::Function': { ref: 'my_function', attributes: { Arn: FUNCTION_ARN } },
  'AWS::Lambda::Version': {
    ref: `${FUNCTION_ARN}:1`,
    attributes: { FunctionArn: `${FUNCTION_ARN}:1` },
  },
  'AWS::Serverless::Function': { ref: 'my_function', attributes: { Arn: FUNCTION_ARN } },
  'AWS::Lex::BotAlias': {
    ref: 'AAAAAAAAAA|AAAAAAAAAA',
    attributes: { Arn: FORMS['bot-alias-arn'].example, BotAliasId: 'AAAAAAAAAA' },
  },
  'AWS::S3::Bucket': { ref: 'my-bucket', attributes: { Arn: 'arn:aws:s3:::my-bucket' } },
  'AWS::SageMaker::Endpoint': {
    ref: ENDPOINT_ARN,
    attributes: { EndpointArn: ENDPOINT_ARN, EndpointName: 'name' },
  },
};
