import type { Source } from '../data/source.ts';
import type { ResourceService } from '../granted/granted.ts';
import type { Place } from '../place.ts';
import type { FormName } from '../template/forms.ts';
import type { Question } from '../template/question.ts';
import type { Template } from '../template/template.ts';

/** Why something is needed: the record that policies, explanations and findings all read. */
export interface Reason {
  /** The flow's name. */
  readonly flow: string;
  /** The node's name; missing for what the flow itself needs. */
  readonly node?: string;
  /** The field of the node's configuration, as `sourceConfiguration.inline.modelId`. */
  readonly field: string;
  readonly place: Place;
  /** One sentence: what the role must be able to do. */
  readonly why: string;
  /** The AWS page that says so. */
  readonly documentation: string;
}

/**
 * How sure it is that something is needed. Without what is `certain` a call fails, as AWS says or
 * shows. A `precaution` is what some page, policy or older behaviour of AWS asks for and working
 * roles do without: it is written, and nothing is wrong with a role that lacks it.
 */
export type Certainty =
  | { readonly kind: 'certain'; readonly source: Source }
  | {
      readonly kind: 'precaution';
      readonly source: Source;
      /** Full sentences: who asks for it, and why a role may do without. */
      readonly why: string;
    };

export type ConditionOperator = 'StringEquals' | 'StringLike' | 'ArnLike';

export interface Condition {
  readonly operator: ConditionOperator;
  readonly key: string;
  /** The key must have one of these values. */
  readonly values: readonly Template[];
}

/** A permission that the flow's role must have in an identity-based policy. */
export interface RoleNeed {
  readonly kind: 'role';
  /** What the statement is called: the stem of its Sid, and its place in the order. */
  readonly purpose: Purpose;
  /** Tells statements of one purpose apart in their Sids: the profile's or the router's name. */
  readonly through?: Template;
  readonly actions: readonly string[];
  readonly resource: Template;
  readonly conditions: readonly Condition[];
  readonly certainty: Certainty;
  readonly reason: Reason;
  /** What it rests on, in sentences: defaults that showed what kind of model a value names. */
  readonly assumes?: readonly string[];
}

/**
 * A permission that is neither needed nor written, and that roles have for good reason: AWS gives
 * it itself, or gives what is needed in this wider form. A role that has it has nothing in excess.
 */
export interface ToleratedPermission extends Omit<RoleNeed, 'kind'> {
  readonly kind: 'tolerated';
}

/** What statements of a role are for, in the order in which they stand in a policy. */
export const PURPOSES = [
  'InvokeFoundationModels',
  'InvokeInferenceProfiles',
  'InvokeGlobalInferenceProfiles',
  'InvokeModelsOfProfile',
  'InvokeModelsOfProfileAnywhere',
  'InvokeProvisionedModels',
  'InvokeCustomModels',
  'InvokeCustomModelDeployments',
  'InvokeImportedModels',
  'InvokePromptRouters',
  'InvokeModelsOfRouter',
  'InvokeMarketplaceModels',
  'InvokeMarketplaceEndpoints',
  'UsePrompts',
  'RetrieveFromKnowledgeBases',
  'RetrieveAndGenerate',
  'Rerank',
  'ApplyGuardrails',
  'InvokeAgents',
  'InvokeFunctions',
  'CallLexBots',
  'ReadObjects',
  'WriteObjects',
  'UseKeysOfResources',
  'UseKeysOfGuardrails',
  'UseKeysOfPrompts',
  'UseKeysOfAgents',
  'UseKeyOfFlow',
  'ReadFlow',
] as const;

export type Purpose = (typeof PURPOSES)[number];

/** A permission that another resource must grant in its own resource-based policy. */
export interface ResourceNeed {
  readonly kind: 'resource';
  readonly service: ResourceService;
  /** The resource that the policy is attached to. */
  readonly resource: Template;
  /** Who is let in: Amazon Bedrock on behalf of the flow, or the flow's role. */
  readonly principal: 'bedrock' | 'role';
  /** Whether the resource stands in another account than the flow, as far as both are known. */
  readonly foreign: boolean;
  readonly certainty: Certainty;
  readonly reason: Reason;
}

/** Something that the reader of the output must know. */
export interface Warning {
  readonly kind: 'warning';
  readonly text: string;
  readonly place: Place;
  /** Set for what was asked and left open on purpose. */
  readonly about?: 'flow-id';
}

/**
 * A matter beside the role's policies that decides whether calls succeed: the account, the Region or
 * the model. It is said once, however many nodes it concerns.
 */
export interface RoleNote {
  readonly kind: 'note';
  readonly topic: NoteTopic;
  /** Full sentences that name no node and no flow, so that the same matter has the same text. */
  readonly text: string;
  /** What the calls that it is about need; missing for what is about the flow itself. */
  readonly action?: string;
  readonly resource?: Template;
  /** Where it shows first. */
  readonly place: Place;
  /** The nodes that it concerns. */
  readonly reasons: readonly Reason[];
  /** The AWS page that says so. */
  readonly documentation: string;
}

/** What notes are about; `geography-of-profile` means that calls fail for certain. */
export const NOTE_TOPICS = [
  'geography-of-profile',
  'region-without-flows',
  'model-end-of-life',
  'unknown-model',
  'custom-model-by-arn',
  'marketplace-subscription',
  'agents-closed',
  'service-control-policies',
] as const;

export type NoteTopic = (typeof NOTE_TOPICS)[number];

/**
 * Something taken for granted because no file says it and most flows do not need it. An answer
 * replaces it; it is always shown, never asked for.
 */
export interface Assumption {
  readonly kind: 'assumption';
  /** What `--answer KEY=VALUE` calls it. */
  readonly key: string;
  readonly prompt: string;
  readonly assumed: string;
  readonly place: Place;
  /** What an answer must look like. */
  readonly form: FormName;
}

/** A question beside a permission whose resource fits every answer. */
export interface Asked {
  readonly kind: 'question';
  readonly question: Question;
}

/** All that looking at a node can yield. */
export type Outcome = RoleNeed | ToleratedPermission | ResourceNeed | Warning | Assumption | Asked;
