import type { Source } from './source.ts';

const GUIDE = 'https://docs.aws.amazon.com/bedrock/latest/userguide';
const MANAGED = 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference';
const READ = '2026-11-25';

/** The pages of AWS that say what a flow needs, each with the day on which it was last read. */
export const PAGES = {
  /** What the service role of a flow needs. */
  role: { page: `${GUIDE}/flows-permissions.html`, read: READ },
  crossAccountLambda: { page: `${GUIDE}/flow-cross-account-lambda.html`, read: READ },
  guardrails: { page: `${GUIDE}/flows-guardrails.html`, read: READ },
  guardrailProfiles: { page: `${GUIDE}/guardrail-profiles-permissions.html`, read: READ },
  /** The keys of an encrypted flow. */
  encryption: { page: `${GUIDE}/encryption-flows.html`, read: READ },
  rerank: { page: `${GUIDE}/rerank-prereq.html`, read: READ },
  /** What inference needs: the one page that asks for `bedrock:GetInferenceProfile`. */
  inference: { page: `${GUIDE}/inference-prereq.html`, read: READ },
  profiles: { page: `${GUIDE}/inference-profiles-prereq.html`, read: READ },
  global: { page: `${GUIDE}/global-cross-region-inference.html`, read: READ },
  routers: { page: `${GUIDE}/prompt-routing.html`, read: READ },
  imported: { page: `${GUIDE}/model-customization-import-model.html`, read: READ },
  deployments: { page: `${GUIDE}/deploy-custom-model-on-demand.html`, read: READ },
  marketplace: { page: `${GUIDE}/amazon-bedrock-marketplace.html`, read: READ },
  /** Actions with their resources and condition keys. */
  reference: {
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html',
    read: READ,
  },
  /** AWS's own policy for roles of flows. */
  studioPolicy: {
    page: `${MANAGED}/SageMakerStudioBedrockFlowServiceRolePolicy.html`,
    read: READ,
  },
} as const satisfies Record<string, Source>;
