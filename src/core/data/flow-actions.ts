/**
 * Every action that a flow can need of its role, certain or as a precaution, and those that
 * working roles of flows have beside them. `npm run data` keeps of AWS's data what has to do with
 * these; a test says when a node asks for one that is not here.
 */
export const FLOW_ACTIONS = [
  'bedrock:ApplyGuardrail',
  'bedrock:GetCustomModel',
  'bedrock:GetFlow',
  'bedrock:GetGuardrail',
  'bedrock:GetImportedModel',
  'bedrock:GetInferenceProfile',
  'bedrock:GetPrompt',
  'bedrock:GetPromptRouter',
  'bedrock:GetProvisionedModelThroughput',
  'bedrock:InvokeAgent',
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
  'bedrock:RenderPrompt',
  'bedrock:Rerank',
  'bedrock:Retrieve',
  'bedrock:RetrieveAndGenerate',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'lambda:InvokeFunction',
  'lex:RecognizeUtterance',
  's3:GetObject',
  's3:PutObject',
  'sagemaker:InvokeEndpoint',
] as const;
