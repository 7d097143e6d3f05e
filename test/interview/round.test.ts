// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/core/flow/flow.ts';
import { type Knowledge, planRoles, wrongAnswers } from '../../src/core/plan/plan-roles.ts';
import { FORMS, type FormName } from '../../src/core/template/forms.ts';
import { outputFormat } from '../../src/core/write/index.ts';
import { flowOf, flowsOf, managedPrompt, node, prompt, retrieval } from './planning.ts';

/** Answers to a part of a value, by what the names of placeholders below say. */
const PARTS: Readonly<Record<string, string>> = {
  agent: 'AGENT12345',
  alias: 'ALIAS12345',
  promptId: 'PROMPT1234',
  version: '3',
  fn: 'my-function',
  suffix: 'letters',
  model: 'amazon.nova-lite-v1:0',
};

const model = fc.constantFrom(
  '',
  'string',
  '$$MODEL',
  '{{ modelA }}',
  '<model>',
  'us.<model>',
  'claude, please',
  'amazon.nova-lite-v1:0',
  'global.amazon.nova-2-lite-v1:0',
  'arn:aws:bedrock:REGION:ACCOUNT_ID:application-inference-profile/abcdef123456',
  'arn:aws:bedrock:us-east-1:111122223333:prompt-router/abcdef123456',
);
const arnOf = (service: string, ...resources: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom('us-east-1', 'REGION', '${AWS::Region}', '<region>'),
      fc.constantFrom('111122223333', 'YOUR_ACCOUNT_ID', '{{ account }}'),
      fc.constantFrom(...resources),
    )
    .map(([region, account, resource]) => `arn:aws:${service}:${region}:${account}:${resource}`);
const orNothing = (value: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });

const promptArn = arnOf(
  'bedrock',
  'prompt/PROMPT1234',
  'prompt/<promptId>',
  'prompt/PROMPT1234:2',
  'prompt/<promptId>:2',
  'prompt/PROMPT1234:<version>',
);
const agentArn = arnOf(
  'bedrock',
  'agent-alias/AGENT12345/ALIAS12345',
  'agent-alias/<agent>/<alias>',
  'agent/x',
);
const functionArn = arnOf(
  'lambda',
  'function:f',
  'function:f:$LATEST',
  'function:${fn}',
  'function:<fn>:live',
);
const botArn = arnOf('lex', 'bot-alias/BOT1234567/ALIAS12345', 'bot-alias/BOT1234567/<alias>');
const bucket = fc.constantFrom(
  'letters',
  '',
  '<bucket>',
  'my-${suffix}',
  'BUCKET_NAME',
  's3://letters',
  'string',
);
const knowledgeBaseId = fc.constantFrom('KBDOCS0001', '', '$$KB', 'KB_ID_HERE', 'not-an-id');
const guardrail = fc.constantFrom('abcdef123456', '<guardrail>', 'GUARDRAIL_ID');

const nodeWith = fc.nat(5).chain((at): fc.Arbitrary<unknown> => {
  const name = `N${at}`;
  return fc.oneof(
    orNothing(model).map((value) => prompt(name, value)),
    orNothing(promptArn).map((value) => managedPrompt(name, value)),
    orNothing(agentArn).map((value) => node(name, 'Agent', { agentAliasArn: value })),
    orNothing(functionArn).map((value) => node(name, 'LambdaFunction', { lambdaArn: value })),
    orNothing(botArn).map((value) => node(name, 'Lex', { botAliasArn: value, localeId: 'en_US' })),
    orNothing(bucket).map((value) => retrieval(name, value)),
    fc
      .tuple(orNothing(knowledgeBaseId), orNothing(model), orNothing(guardrail))
      .map(([id, modelId, guardrailIdentifier]) =>
        node(name, 'KnowledgeBase', {
          knowledgeBaseId: id,
          modelId,
          guardrailConfiguration: { guardrailIdentifier },
        }),
      ),
  );
});

/** Answers everything that is open until nothing is; fails where that does not come to an end. */
function answerAll(flows: readonly Flow[], knowledge: Knowledge): Knowledge {
  let known = knowledge;
  for (let round = 0; round < 6; round += 1) {
    const open = planRoles(flows, known).flatMap(({ plan }) => plan.questions);
    if (open.length === 0) {
      return known;
    }
    const answers = new Map(known.answers);
    for (const { key, form } of open) {
      expect(answers.has(key), `"${key}" is asked again`).toBe(false);
      answers.set(key, answerTo(key, form));
    }
    known = { ...known, answers };
  }
  throw new Error('the questions do not come to an end');
}

function answerTo(key: string, form: FormName): string {
  return form === 'name' ? (PARTS[key] ?? 'x') : FORMS[form].example;
}

describe('answering all questions', () => {
  it('leaves none, and nothing open in the policies', async () => {
    const { keeps, print } = await outputFormat('json');
    await fc.assert(
      fc.asyncProperty(fc.array(nodeWith, { minLength: 1, maxLength: 6 }), async (nodes) => {
        const flows = await flowsOf({ 'flow.json': flowOf(...nodes) });
        const start = { given: [], answers: new Map<string, string>(), keeps, pinRegions: false };
        const known = answerAll(flows, start);
        const roles = planRoles(flows, known);
        const text = print(roles);
        expect(JSON.parse(text).roles[0].questions).toEqual([]);
        expect(text).not.toContain('<');
        expect(text).not.toContain('${');
      }),
      { numRuns: 300 },
    );
  });

  it('gives answers that are accepted together', async () => {
    const { keeps } = await outputFormat('json');
    await fc.assert(
      fc.asyncProperty(fc.array(nodeWith, { minLength: 1, maxLength: 4 }), async (nodes) => {
        const flows = await flowsOf({ 'flow.json': flowOf(...nodes) });
        const start = { given: [], answers: new Map<string, string>(), keeps, pinRegions: false };
        const known = answerAll(flows, start);
        expect(wrongAnswers(flows, known)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of the nodes', async () => {
    const { keeps } = await outputFormat('json');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(nodeWith, {
          minLength: 2,
          maxLength: 5,
          selector: (each) => (each as { name: string }).name,
        }),
        async (nodes) => {
          const keys = async (order: readonly unknown[]) => {
            const flows = await flowsOf({ 'flow.json': flowOf(...order) });
            const known = {
              given: [],
              answers: new Map<string, string>(),
              keeps,
              pinRegions: false,
            };
            return planRoles(flows, known)
              .flatMap(({ plan }) => plan.questions.map(({ key }) => key))
              .toSorted();
          };
          expect(await keys(nodes.toReversed())).toEqual(await keys(nodes));
        },
      ),
      { numRuns: 100 },
    );
  });
});
