import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Flow } from '../../src/core/flow/flow.ts';
import { type Knowledge, planRoles } from '../../src/core/plan/plan-roles.ts';
import { renderDocument } from '../../src/core/policy/document.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { type FormName, hasForm } from '../../src/core/template/forms.ts';
import { display } from '../../src/core/template/template.ts';
import { flags } from '../interview/planning.ts';
import { anyFrame, anyNodes, knownNodes } from '../support/arbitrary-flow.ts';

/*
 * An answer that does not have the form its question asks for changes nothing: the policies are those
 * of nobody having answered, whatever it is that was said.
 */

const HOSTILE: readonly string[] = [
  '*',
  '?',
  '',
  ' ',
  'x',
  'short',
  '*:*',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: policies write variables so
  '${aws:username}',
  'none\n*',
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::123456789012:role/x',
  'arn:aws:bedrock:us-east-1:123456789012:knowledge-base/*',
  'arn:aws:bedrock:*::foundation-model/*',
  'arn:aws:lambda:us-east-1:123456789012:function:*',
  'arn:aws:kms:us-east-1:123456789012:key/*',
  'amazon.nova-lite-v1:0,*',
  'amazon.nova-lite-v1:0\n',
  '123456789012\n',
  'us-east-1\r\n',
  '123456789012*',
  'us-*-1',
  '"},{"Effect":"Allow","Action":"*","Resource":"*"},{"',
  '\u202eexample',
  'A'.repeat(5000),
  '*'.repeat(5000),
];

const STANDING: readonly (readonly [key: string, form: FormName])[] = [
  ['account', 'account'],
  ['region', 'region'],
  ['partition', 'partition'],
  ['flow-id', 'flow-id'],
  ['role-name', 'role-name'],
];

/** All that a role may do as text, with every open question alike. */
function grantsOf(flows: readonly Flow[], knowledge: Knowledge): string {
  return JSON.stringify(
    planRoles(flows, knowledge).map(({ plan }) => [
      plan.roleName,
      plan.deployment,
      [plan.trust, ...plan.identity.map((each) => each.document)].map(rendered),
      plan.resourcePolicies.map((each) => [display(each.resource), rendered(each.document)]),
    ]),
  ).replace(/<[^<>]*>/g, '<>');
}

function rendered(document: Parameters<typeof renderDocument>[0]): unknown {
  const { Statement } = renderDocument(document, display) as { readonly Statement: unknown };
  return Statement;
}

/** Answers every question with something that it does not ask for, as long as new ones come. */
function answeredBadly(
  flows: readonly Flow[],
  knowledge: Knowledge,
  pick: (hostile: readonly string[]) => string | undefined,
): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  const answer = (key: string, form: FormName) => {
    const text = pick(HOSTILE.filter((hostile) => !hasForm(hostile, form)));
    if (text !== undefined && !answers.has(key)) {
      answers.set(key, text);
    }
  };
  for (const [key, form] of STANDING) {
    answer(key, form);
  }
  for (let round = 0; round < 3; round += 1) {
    for (const { plan } of planRoles(flows, { ...knowledge, answers })) {
      for (const { key, form } of [...plan.questions, ...plan.assumptions]) {
        answer(key, form);
      }
    }
  }
  return answers;
}

function expectHarmless(flows: readonly Flow[], seeds: readonly number[]): void {
  for (const keeps of [() => true, () => false]) {
    for (const given of [[], flags({ account: '123456789012', region: 'us-east-1' })]) {
      const unknown: Knowledge = { given, answers: new Map(), keeps, pinRegions: false };
      let turn = 0;
      const bad = answeredBadly(flows, unknown, (hostile) => {
        turn += 1;
        return hostile[(seeds[turn % seeds.length] ?? 0) % hostile.length];
      });
      const plain = grantsOf(flows, unknown);
      expect(grantsOf(flows, { ...unknown, answers: bad })).toBe(plain);
      // The same where it is written down for the role.
      const written = (answers: ReadonlyMap<string, string>): Knowledge => ({
        ...unknown,
        assigned: () => ({ name: 'Role', given: [], answers }),
      });
      const named = new Map([...bad].filter(([key]) => key !== 'role-name'));
      expect(grantsOf(flows, written(named))).toBe(grantsOf(flows, written(new Map())));
    }
  }
}

const seeds = fc.array(fc.nat(), { minLength: 1, maxLength: 20 });

it('answers of another form than asked for change no policy of a definition', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(knownNodes, anyNodes),
      fc.option(anyFrame, { nil: {} }),
      seeds,
      async (nodes, frame, picks) => {
        const text = JSON.stringify({ ...frame, definition: { nodes } });
        const flows = await readFlows({ path: 'flow.json', text }, () => undefined).catch(() => []);
        expectHarmless(flows, picks);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

it.for([
  ['whole', '!Ref Thing'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation writes it so
  ['partly', '!Sub "a${Thing}b"'],
])(
  'answers of another form than asked for change no policy of values that are parameters %s',
  async ([, value]) => {
    const flow = [
      'Parameters: { Thing: { Type: String } }',
      'Resources:',
      '  Flow:',
      '    Type: AWS::Bedrock::Flow',
      '    Properties:',
      '      Name: triage',
      `      ExecutionRoleArn: ${value}`,
      '      Definition:',
      '        Nodes:',
      ...[
        `Kb, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: ${value} } }`,
        `Ask, Type: Prompt, Configuration: { Prompt: { SourceConfiguration: { Inline: { ModelId: ${value} } } } }`,
        `Saved, Type: Prompt, Configuration: { Prompt: { SourceConfiguration: { Resource: { PromptArn: ${value} } } } }`,
        `Call, Type: LambdaFunction, Configuration: { LambdaFunction: { LambdaArn: ${value} } }`,
        `Talk, Type: Lex, Configuration: { Lex: { BotAliasArn: ${value}, LocaleId: en_US } }`,
      ].map((node) => `          - { Name: ${node} }`),
      '',
    ].join('\n');
    const flows = await readFlows({ path: 'app.yaml', text: flow }, () => undefined);
    for (let seed = 0; seed < HOSTILE.length; seed += 5) {
      expectHarmless(flows, [seed, seed + 3, seed + 7]);
    }
  },
);
