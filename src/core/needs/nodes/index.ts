import type { FlowNodeType } from '@aws-sdk/client-bedrock-agent';
import { agent } from './agent.ts';
import { collector } from './collector.ts';
import { condition } from './condition.ts';
import { inlineCode } from './inline-code.ts';
import { input } from './input.ts';
import { iterator } from './iterator.ts';
import type { NodeKind } from './kind.ts';
import { knowledgeBase } from './knowledge-base.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lex } from './lex.ts';
import { loop } from './loop.ts';
import { loopController } from './loop-controller.ts';
import { loopInput } from './loop-input.ts';
import { output } from './output.ts';
import { prompt } from './prompt.ts';
import { retrieval } from './retrieval.ts';
import { storage } from './storage.ts';

/**
 * Every kind of node that Amazon Bedrock Flows has. Keyed by the SDK's own enumeration: the type
 * check fails when AWS adds a kind that is not here.
 */
const NODE_KINDS = {
  Agent: agent,
  Collector: collector,
  Condition: condition,
  InlineCode: inlineCode,
  Input: input,
  Iterator: iterator,
  KnowledgeBase: knowledgeBase,
  LambdaFunction: lambdaFunction,
  Lex: lex,
  Loop: loop,
  LoopController: loopController,
  LoopInput: loopInput,
  Output: output,
  Prompt: prompt,
  Retrieval: retrieval,
  Storage: storage,
} as const satisfies Record<FlowNodeType, NodeKind>;

/** The kind of a node by its name; undefined for a kind that this version does not know. */
export function nodeKind(name: string): NodeKind | undefined {
  return isNodeKind(name) ? NODE_KINDS[name] : undefined;
}

/** The names of all kinds. */
export const NODE_KIND_NAMES: readonly string[] = Object.keys(NODE_KINDS);

function isNodeKind(name: string): name is FlowNodeType {
  return Object.hasOwn(NODE_KINDS, name);
}
