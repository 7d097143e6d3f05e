import { FLOWS_PAGE_SOURCE, type FlowsPage } from '../data/flows-page.ts';
import { PAGES } from '../data/pages.ts';
import type { Source } from '../data/source.ts';
import type { Statement } from '../policy/document.ts';
import { display } from '../template/template.ts';

/** Where a statement stands: in which of a role's policies. */
export type StatementHome = 'trust' | 'identity' | 'lambda' | 'lex' | 'kms';

/** A point in which a statement differs from AWS's page on the service role of flows. */
export interface Difference {
  /** Full sentences: what that page says and when it was read, and why the statement does not. */
  readonly why: string;
  /** The AWS page that has the fact behind it. */
  readonly documentation: string;
  /** The day on which that page was last read. */
  readonly read: string;
}

/** One difference, with what makes it true. */
export interface DifferenceRule {
  /** What it is about, in a few words. */
  readonly title: string;
  /** What AWS's page says, or does not say. */
  readonly page: string;
  /** What the statement does instead, and why. */
  readonly instead: string;
  readonly source: Source;
  readonly applies: (statement: Statement, home: StatementHome) => boolean;
  /** Whether the page is as the sentence says; a test holds today's page to it. */
  readonly isTrueOf: (page: FlowsPage) => boolean;
}

const S3_REFERENCE: Source = {
  page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  read: PAGES.reference.read,
};
const CONDITION_KEYS: Source = {
  page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn',
  read: PAGES.reference.read,
};

const grants =
  (...actions: readonly string[]) =>
  (statement: Statement, home: StatementHome) =>
    home === 'identity' && actions.some((action) => statement.actions.includes(action));

const tests = (key: string) => (statement: Statement, home: StatementHome) =>
  home === 'identity' && statement.conditions.some((condition) => condition.key === key);

const names = (part: string) => (statement: Statement, home: StatementHome) =>
  home === 'identity' &&
  (statement.resources ?? []).some((resource) => display(resource).includes(part));

const lacksAction = (action: string) => (page: FlowsPage) =>
  !page.identity.some(({ actions }) => actions.includes(action));

const lacksKey = (key: string) => (page: FlowsPage) =>
  !page.identity.some(({ keys }) => keys.includes(key));

const lacksResource = (part: string) => (page: FlowsPage) =>
  !page.identity.some(({ resources }) => resources.some((each) => each.includes(part)));

/**
 * The points in which the page "Create a service role for Amazon Bedrock Flows" is silent or loose,
 * checked against the Service Authorization Reference.
 */
export const DIFFERENCES: readonly DifferenceRule[] = [
  {
    title: 'Generating answers from a knowledge base',
    page: 'has bedrock:Retrieve alone for knowledge bases.',
    instead:
      'A node with a model also needs bedrock:RetrieveAndGenerate, which has no resource-level permission: the resource is *.',
    source: PAGES.reference,
    applies: grants('bedrock:RetrieveAndGenerate'),
    isTrueOf: (page) =>
      !lacksAction('bedrock:Retrieve')(page) && lacksAction('bedrock:RetrieveAndGenerate')(page),
  },
  {
    title: 'Writing objects to Amazon S3',
    page: 'also names the bucket itself for s3:PutObject.',
    instead: 'The action applies to objects only, so the bucket is left out.',
    source: S3_REFERENCE,
    applies: grants('s3:PutObject'),
    isTrueOf: ({ identity }) =>
      identity.some(
        ({ actions, resources }) =>
          actions.includes('s3:PutObject') && resources.includes('arn:aws:s3:::{bucket}'),
      ),
  },
  {
    title: 'Reading prompts',
    page: 'has bedrock:RenderPrompt alone for prompts.',
    instead:
      "AWS's managed policy for flows also has bedrock:GetPrompt; flows from before 2024-11-22 use it.",
    source: PAGES.studioPolicy,
    applies: grants('bedrock:GetPrompt'),
    isTrueOf: (page) =>
      !lacksAction('bedrock:RenderPrompt')(page) && lacksAction('bedrock:GetPrompt')(page),
  },
  {
    title: 'Guardrails across Regions',
    page: 'has no statement for guardrail profiles.',
    instead: 'A guardrail with a cross-Region profile is also applied in its other Regions.',
    source: PAGES.guardrailProfiles,
    applies: names(':guardrail-profile/'),
    isTrueOf: lacksResource('guardrail-profile/'),
  },
  {
    title: 'Inference profiles',
    page: 'does not mention inference profiles.',
    instead: 'A profile needs a permission of its own, besides the models behind it.',
    source: PAGES.profiles,
    applies: (statement, home) =>
      names('inference-profile/')(statement, home) &&
      grants('bedrock:InvokeModel')(statement, home),
    isTrueOf: lacksResource('inference-profile/'),
  },
  {
    title: 'Models behind inference profiles',
    page: 'does not mention inference profiles.',
    instead: 'The model behind one can be reached through the profile only.',
    source: PAGES.profiles,
    applies: tests('bedrock:InferenceProfileArn'),
    isTrueOf: lacksKey('bedrock:InferenceProfileArn'),
  },
  {
    title: 'Prompt routers',
    page: 'does not mention prompt routers.',
    instead: 'A router needs a permission of its own, and the models behind it only through it.',
    source: PAGES.routers,
    applies: (statement, home) =>
      tests('bedrock:PromptRouterArn')(statement, home) ||
      grants('bedrock:GetPromptRouter')(statement, home),
    isTrueOf: (page) =>
      lacksKey('bedrock:PromptRouterArn')(page) && lacksAction('bedrock:GetPromptRouter')(page),
  },
  {
    title: 'Imported models',
    page: 'has no statement for imported models.',
    instead: 'They have ARNs and a read permission of their own.',
    source: PAGES.imported,
    applies: grants('bedrock:GetImportedModel'),
    isTrueOf: (page) =>
      lacksAction('bedrock:GetImportedModel')(page) && lacksResource('imported-model/')(page),
  },
  {
    title: 'Deployments of custom models',
    page: 'has no statement for deployments of custom models.',
    instead: 'A deployment is invoked by its own ARN.',
    source: PAGES.deployments,
    applies: names(':custom-model-deployment/'),
    isTrueOf: lacksResource('custom-model-deployment/'),
  },
  {
    title: 'Reranking',
    page: 'does not mention reranking.',
    instead: 'bedrock:Rerank has no resource-level permission: the resource is *.',
    source: PAGES.reference,
    applies: grants('bedrock:Rerank'),
    isTrueOf: lacksAction('bedrock:Rerank'),
  },
  {
    title: 'Models of Amazon Bedrock Marketplace',
    page: 'does not mention models of Amazon Bedrock Marketplace.',
    instead: 'They run on a SageMaker endpoint, which the role invokes through Amazon Bedrock.',
    source: PAGES.marketplace,
    applies: grants('sagemaker:InvokeEndpoint'),
    isTrueOf: lacksAction('sagemaker:InvokeEndpoint'),
  },
  {
    title: 'The key of an encrypted flow',
    page: 'has no statement for the key of an encrypted flow.',
    instead: 'Another page has it, with the encryption context of the flow.',
    source: PAGES.encryption,
    applies: tests('kms:EncryptionContext:aws:bedrock-flows:arn'),
    isTrueOf: lacksKey('kms:EncryptionContext:aws:bedrock-flows:arn'),
  },
  {
    title: 'Who may assume the role',
    page: 'writes AWS:SourceArn.',
    instead: 'Condition keys may be written in any case; aws:SourceArn is the documented spelling.',
    source: CONDITION_KEYS,
    applies: (_, home) => home === 'trust',
    isTrueOf: ({ trust }) => trust.keys.includes('AWS:SourceArn'),
  },
  {
    title: 'Policies of functions, bot aliases and keys',
    page: 'has no resource-based policies.',
    instead:
      'Resources of other accounts and the keys of encrypted flows need one; so do functions and bots of flows from before 2024-11-22, as the page of 2024 said.',
    source: PAGES.role,
    applies: (_, home) => home === 'lambda' || home === 'lex' || home === 'kms',
    isTrueOf: ({ resourceBased }) => Object.keys(resourceBased).length === 0,
  },
];

/** In which points a statement differs from AWS's page, with the pages that say why. */
export function sourcedDifferencesOf(
  statement: Statement,
  home: StatementHome,
): readonly Difference[] {
  return DIFFERENCES.filter(({ applies }) => applies(statement, home)).map((rule) => ({
    why: differenceText(rule),
    documentation: rule.source.page,
    read: rule.source.read,
  }));
}

/** The sentences of a difference, with the day of the page that they are about. */
function differenceText({ page, instead }: DifferenceRule): string {
  return `AWS's page for flow roles (read ${FLOWS_PAGE_SOURCE.read}) ${page} ${instead}`;
}

/** The same as full sentences alone. */
export function differencesOf(statement: Statement, home: StatementHome): readonly string[] {
  return sourcedDifferencesOf(statement, home).map(({ why }) => why);
}
