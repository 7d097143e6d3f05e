import { template } from '../template/template.ts';
import { ACTION_NAMES } from './action-names.ts';
import { overlaps, type Pattern, patternOf } from './pattern.ts';

/** The reference of actions, resource types and condition keys. */
export const REFERENCE_PAGE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html';

/** The ARNs on which the actions that flows need can be allowed; none where only `*` is possible. */
const RESOURCE_FORMS: Readonly<Record<string, readonly string[]>> = {
  'bedrock:InvokeModel': [
    'arn:*:bedrock:*:*:application-inference-profile/*',
    'arn:*:bedrock:*:*:async-invoke/*',
    'arn:*:bedrock:*:*:marketplace/model-endpoint/all-access',
    // Not in the reference, but on the page about the role of flows.
    'arn:*:bedrock:*:*:custom-model/*',
    'arn:*:bedrock:*:*:custom-model-deployment/*',
    'arn:*:bedrock:*:*:default-prompt-router/*',
    'arn:*:bedrock:*::foundation-model/*',
    'arn:*:bedrock:*:*:imported-model/*',
    'arn:*:bedrock:*:*:inference-profile/*',
    'arn:*:bedrock:*:*:project/*',
    'arn:*:bedrock:*:*:prompt-router/*',
    'arn:*:bedrock:*:*:provisioned-model/*',
    'arn:*:bedrock::*:system-tool/*',
  ],
  'bedrock:GetInferenceProfile': [
    'arn:*:bedrock:*:*:application-inference-profile/*',
    'arn:*:bedrock:*:*:inference-profile/*',
  ],
  'bedrock:GetProvisionedModelThroughput': ['arn:*:bedrock:*:*:provisioned-model/*'],
  'bedrock:GetCustomModel': ['arn:*:bedrock:*:*:custom-model/*'],
  'bedrock:GetImportedModel': ['arn:*:bedrock:*:*:imported-model/*'],
  'bedrock:GetPromptRouter': [
    'arn:*:bedrock:*:*:default-prompt-router/*',
    'arn:*:bedrock:*:*:prompt-router/*',
  ],
  'bedrock:GetPrompt': ['arn:*:bedrock:*:*:prompt/*'],
  'bedrock:Retrieve': ['arn:*:bedrock:*:*:knowledge-base/*'],
  'bedrock:RetrieveAndGenerate': [],
  'bedrock:Rerank': [],
  'bedrock:ApplyGuardrail': [
    'arn:*:bedrock:*:*:guardrail/*',
    'arn:*:bedrock:*:*:guardrail-profile/*',
  ],
  'bedrock:InvokeAgent': ['arn:*:bedrock:*:*:agent-alias/*/*'],
  'lambda:InvokeFunction': ['arn:*:lambda:*:*:function:*'],
  'lex:RecognizeUtterance': ['arn:*:lex:*:*:bot-alias/*/*', 'arn:*:lex:*:*:bot:*:*'],
  's3:GetObject': ['arn:*:s3:*:*:accesspoint/*/object/*', 'arn:*:s3:::*/*'],
  's3:PutObject': ['arn:*:s3:*:*:accesspoint/*/object/*', 'arn:*:s3:::*/*'],
  'kms:Decrypt': ['arn:*:kms:*:*:key/*'],
  'kms:GenerateDataKey': ['arn:*:kms:*:*:key/*'],
  'sagemaker:InvokeEndpoint': [
    'arn:*:sagemaker:*:*:endpoint/*',
    'arn:*:sagemaker:*:*:inference-component/*',
  ],
};

const FORMS = new Map(
  Object.entries(RESOURCE_FORMS).map(([action, forms]) => [
    action.toLowerCase(),
    forms.map((form) => patternOf(template(form))),
  ]),
);

/** Whether an action can be allowed on a resource; true where nothing is known against it. */
export function canStandOn(action: string, resource: Pattern): boolean {
  const forms = FORMS.get(action.toLowerCase());
  if (forms === undefined) {
    return true;
  }
  return forms.length === 0
    ? resource.length > 0 && resource.every(({ kind }) => kind === 'any')
    : forms.some((form) => overlaps(resource, form));
}

const KNOWN_ACTIONS = new Map(
  Object.entries(ACTION_NAMES).map(([service, names]) => [
    service,
    new Set(names.trim().toLowerCase().split(/\s+/)),
  ]),
);

/** Whether an action without wildcards does not exist; false for services that are not known here. */
export function isNoAction(action: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  const known = KNOWN_ACTIONS.get(service);
  return known !== undefined && !/[*?]/.test(name) && !known.has(name);
}

const GLOBAL_KEYS =
  'PrincipalArn PrincipalAccount PrincipalOrgPaths PrincipalOrgID PrincipalTag PrincipalIsAWSService PrincipalServiceName PrincipalServiceNamesList PrincipalType userid username AssumedRoot FederatedProvider TokenIssueTime MultiFactorAuthAge MultiFactorAuthPresent ChatbotSourceArn Ec2InstanceSourceVpc Ec2InstanceSourcePrivateIPv4 SourceIdentity SourceIp SourceVpc SourceVpcArn SourceVpce VpceAccount VpceOrgPaths VpceOrgID VpcSourceIp ResourceAccount ResourceOrgID ResourceOrgPaths ResourceTag CalledVia CalledViaFirst CalledViaLast CalledViaAWSMCP ViaAWSService ViaAWSMCPService CurrentTime EpochTime referer RequestedRegion RequestTag TagKeys SecureTransport SourceArn SourceAccount SourceOwner SourceOrgPaths SourceOrgID UserAgent IsMcpServiceAction';
const BEDROCK_KEYS =
  'BearerTokenType DataRetentionMode GuardrailIdentifier InferenceProfileArn InlineAgentName ModelArn ProjectArn PromptRouterArn ServiceTier ThirdPartyKnowledgeBaseCredentialsSecretArn';

const KNOWN_KEYS = new Map([
  ['aws', new Set(GLOBAL_KEYS.toLowerCase().split(' '))],
  ['bedrock', new Set(BEDROCK_KEYS.toLowerCase().split(' '))],
]);

/** Whether a condition key does not exist, so that its condition is never met. */
export function isNoConditionKey(key: string): boolean {
  const [service = '', name = ''] = key.toLowerCase().split(':');
  if (service === 'kms') {
    return key.toLowerCase() === 'kms:encryptioncontext';
  }
  const [base = ''] = name.split('/');
  return KNOWN_KEYS.get(service)?.has(base) === false;
}
