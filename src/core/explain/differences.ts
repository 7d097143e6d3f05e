import { MODEL_DOCUMENTATION } from '../needs/models/form.ts';
import type { Statement } from '../policy/document.ts';

/** Where a statement stands: in which of a role's policies. */
export type StatementHome = 'trust' | 'identity' | 'lambda' | 'lex' | 'kms';

/** A point in which a statement differs from the AWS page that this product implements. */
export interface Difference {
  /** Full sentences: what that page says, and why the statement does not. */
  readonly why: string;
  /** The AWS page that tells the fact behind it, where one does. */
  readonly documentation?: string;
}

interface DifferenceRule extends Difference {
  readonly applies: (statement: Statement, home: StatementHome) => boolean;
}

const REFERENCE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html';

const grants = (action: string) => (statement: Statement, home: StatementHome) =>
  home === 'identity' && statement.actions.includes(action);

/**
 * The points in which the page "Create a service role for Amazon Bedrock Flows" is wrong, loose or
 * silent, checked against the Service Authorization Reference.
 */
const DIFFERENCES: readonly DifferenceRule[] = [
  {
    applies: grants('bedrock:RetrieveAndGenerate'),
    why: 'The AWS page names a knowledge base as the resource. bedrock:RetrieveAndGenerate has no resource-level permission, so that statement would grant nothing: the resource is *.',
    documentation: REFERENCE,
  },
  {
    applies: grants('bedrock:InvokeAgent'),
    why: 'The AWS page writes agent-alias/ALIAS. The ARN of an alias has two parts, agent-alias/AGENT/ALIAS.',
    documentation: REFERENCE,
  },
  {
    applies: grants('s3:PutObject'),
    why: 'The AWS page also names the bucket itself. s3:PutObject applies to objects only, so the bucket is left out.',
    documentation:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  },
  {
    applies: grants('bedrock:RenderPrompt'),
    why: 'The AWS page names bedrock:GetPrompt alone. Flows render their prompts, and a prompt with a version is named with and without it.',
  },
  {
    applies: grants('bedrock:ApplyGuardrail'),
    why: 'The AWS page does not mention guardrails.',
    documentation: 'https://docs.aws.amazon.com/bedrock/latest/userguide/flows-guardrails.html',
  },
  {
    applies: grants('bedrock:GetInferenceProfile'),
    why: 'The AWS page does not mention inference profiles.',
    documentation: MODEL_DOCUMENTATION.profiles,
  },
  {
    applies: (statement, home) =>
      home === 'identity' &&
      statement.conditions.some(({ key }) => key === 'bedrock:InferenceProfileArn'),
    why: 'The AWS page does not mention inference profiles. The model behind one is reachable through the profile only.',
    documentation: MODEL_DOCUMENTATION.profiles,
  },
  {
    applies: (statement, home) =>
      home === 'identity' &&
      statement.conditions.some(({ key }) => key === 'bedrock:PromptRouterArn'),
    why: 'The AWS page does not mention prompt routers.',
    documentation: MODEL_DOCUMENTATION.routers,
  },
  {
    applies: grants('bedrock:Rerank'),
    why: 'The AWS page does not mention reranking. bedrock:Rerank has no resource-level permission.',
    documentation: REFERENCE,
  },
  {
    applies: grants('sagemaker:InvokeEndpoint'),
    why: 'The AWS page does not mention models of Amazon Bedrock Marketplace.',
    documentation: MODEL_DOCUMENTATION.marketplace,
  },
  {
    applies: grants('lambda:InvokeFunction'),
    why: 'The AWS page lets Amazon Bedrock in by the policy of the function alone. Flows call functions as their role, which needs the permission itself.',
  },
  {
    applies: (_, home) => home === 'trust',
    why: 'The AWS page writes AWS:SourceArn. Condition keys may be written in any case; aws:SourceArn is the documented spelling.',
    documentation:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn',
  },
  {
    applies: (_, home) => home === 'lambda' || home === 'lex',
    why: 'The AWS page writes flows/ID in the ARN of the flow, which never matches: the ARN is flow/ID.',
    documentation: REFERENCE,
  },
  {
    applies: (_, home) => home === 'kms',
    why: 'The AWS page tests kms:EncryptionContext, which is no condition key: the key is kms:EncryptionContext:aws:bedrock-flows:arn.',
    documentation:
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context',
  },
];

/** In which points a statement differs from the AWS page, with what tells so. */
export function sourcedDifferencesOf(
  statement: Statement,
  home: StatementHome,
): readonly Difference[] {
  return DIFFERENCES.filter(({ applies }) => applies(statement, home)).map(
    ({ applies: _, ...difference }) => difference,
  );
}

/** The same as full sentences alone. */
export function differencesOf(statement: Statement, home: StatementHome): readonly string[] {
  return sourcedDifferencesOf(statement, home).map(({ why }) => why);
}
