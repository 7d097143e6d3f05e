import type { KnowledgeBaseFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { ownArn } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import { template } from '../../template/template.ts';
import { encryptionOf } from '../encryption.ts';
import { optionalField, requiredField } from '../fields.ts';
import { applyGuardrail, guardrailField } from '../guardrail.ts';
import { invokeModel } from '../models/invoke.ts';
import { roleNeed } from '../models/statements.ts';
import type { Fields, NodeKind } from './kind.ts';

const RERANKER = [
  'rerankingConfiguration',
  'bedrockRerankingConfiguration',
  'modelConfiguration',
  'modelArn',
];

/** Queries a knowledge base; with a model it also generates the answer from what it found. */
export const knowledgeBase: NodeKind = {
  kind: 'KnowledgeBase',
  fields: {
    knowledgeBaseId: 'required',
    modelId: 'optional',
    guardrailConfiguration: 'optional',
    numberOfResults: 'optional',
    promptTemplate: 'optional',
    inferenceConfiguration: 'optional',
    rerankingConfiguration: 'optional',
    orchestrationConfiguration: 'optional',
  } satisfies Fields<KnowledgeBaseFlowNodeConfiguration>,

  *needs(context, node) {
    const id = requiredField(context, node, ['knowledgeBaseId'], 'knowledge-base-id');
    const resource = ownArn('bedrock', 'knowledge-base/', id.value);
    yield roleNeed(context, id, {
      purpose: 'RetrieveFromKnowledgeBases',
      actions: ['bedrock:Retrieve'],
      resource,
      why: 'queries this knowledge base',
      source: PAGES.role,
    });
    yield* encryptionOf(context, {
      ...id,
      value: resource,
      label: `knowledge-base/${id.label}`,
    });
    const model = optionalField(context, node, ['modelId'], 'model');
    if (model !== undefined) {
      yield roleNeed(context, model, {
        purpose: 'RetrieveAndGenerate',
        actions: ['bedrock:RetrieveAndGenerate'],
        resource: template('*'),
        why: 'generates an answer with a model; IAM has no narrower resource for this action',
        source: PAGES.reference,
      });
      yield* invokeModel(context, model);
    }
    const reranker = optionalField(context, node, RERANKER, 'model');
    if (reranker !== undefined && model !== undefined) {
      yield roleNeed(context, reranker, {
        purpose: 'Rerank',
        actions: ['bedrock:Rerank'],
        resource: template('*'),
        why: 'reranks what it found; IAM has no narrower resource for this action',
        source: PAGES.rerank,
      });
      yield* invokeModel(context, reranker);
    } else if (reranker !== undefined) {
      yield {
        kind: 'warning',
        text: `Node "${node.name}" reranks without a modelId: then the knowledge base's own service role needs bedrock:Rerank and bedrock:InvokeModel for the reranker, not the flow's role (${PAGES.rerank.page}).`,
        place: reranker.place,
      };
    }
    const guardrail = guardrailField(context, node);
    if (guardrail !== undefined) {
      yield* applyGuardrail(context, guardrail);
      if (model === undefined) {
        yield {
          kind: 'warning',
          text: `Node "${node.name}" has a guardrail and no modelId: Amazon Bedrock refuses a guardrail on a knowledge base node that does not generate.`,
          place: guardrail.place,
        };
      }
    }
  },
};
