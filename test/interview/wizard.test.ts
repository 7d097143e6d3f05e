import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generateOptions } from '../../src/cli/generate-options.ts';
import { HAND_NODES } from '../../src/core/interview/by-hand.ts';
import { generateArguments } from '../../src/core/interview/generate-arguments.ts';
import {
  reduce,
  type Session,
  startSession,
  type World,
} from '../../src/core/interview/session.ts';
import { plannedRoles, vocabulary } from '../../src/core/interview/session-roles.ts';
import { screenOf } from '../../src/core/interview/wizard.ts';
import type { Fact } from '../../src/core/plan/facts.ts';
import { planRoles, wrongAnswers } from '../../src/core/plan/plan-roles.ts';
import { FORMS, hasForm } from '../../src/core/template/forms.ts';
import { OUTPUT_FORMAT_NAMES, outputFormat } from '../../src/core/write/index.ts';
import { EXAMPLES, runCli, temporaryDirectory } from '../support/run-cli.ts';
import { share } from '../support/share.ts';
import {
  answer,
  regionOfEnvironment,
  screenAs,
  type Wishes,
  walk,
  walkTo,
  worldOf,
} from '../tui/answering.ts';
import { flowOf, flowsOf, managedPrompt, node, prompt, retrieval } from './planning.ts';

const NOVA = 'amazon.nova-lite-v1:0';
const KEY = FORMS['key-arn-or-none'].example;

/** The input of CreateFlow, or what GetFlow prints. */
function flowFile(name: string, more: Readonly<Record<string, unknown>>, ...nodes: unknown[]) {
  return JSON.stringify({ name, ...more, definition: JSON.parse(flowOf(...nodes)) });
}

const arnOf = (region: string, id = 'ABCDE12345') =>
  `arn:aws:bedrock:${region}:111122223333:flow/${id}`;

const SMALL = flowFile('small', {}, prompt('Ask', NOVA));
const OPEN = flowFile('open', {}, prompt('Ask', '$$MODEL'), retrieval('Read', '<bucket>'));
const GOTTEN = flowFile('gotten', { arn: arnOf('eu-central-1') }, prompt('Ask', NOVA));
const TEMPLATE = JSON.stringify({
  Resources: {
    Base: { Type: 'AWS::Bedrock::KnowledgeBase', Properties: { Name: 'base' } },
    Flow: {
      Type: 'AWS::Bedrock::Flow',
      Properties: {
        Name: 'templated',
        ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Definition: {
          Nodes: [
            {
              Name: 'Search',
              Type: 'KnowledgeBase',
              Configuration: {
                KnowledgeBase: { KnowledgeBaseId: { Ref: 'Base' }, ModelId: NOVA },
              },
            },
          ],
        },
      },
    },
  },
});

const EXAMPLE_FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:json|yaml)$/.test(path))
  .sort();

const exampleWorld = (file: string) =>
  worldOf({ [file]: readFileSync(join(EXAMPLES, file), 'utf8') });

/** The files that a session saves, by their names. */
async function filesOf(session: Session): Promise<ReadonlyMap<string, string>> {
  const { files } = await outputFormat(vocabulary(session));
  return new Map(files(plannedRoles(session)).map(({ path, text }) => [path, text]));
}

/** The command that a session prints at its end. */
function argumentsOf(session: Session): readonly string[] {
  const args = generateArguments(session);
  if (args === undefined) {
    throw new Error('the session has no command');
  }
  return args;
}

/** The files that `generate` writes with these arguments, where these inputs lie. */
async function generated(
  args: readonly string[],
  inputs: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const { files, format, given, answers, pinRegions } = generateOptions(args, {});
  const all = await flowsOf(inputs);
  const flows = files.flatMap((name) => {
    const named = all.filter(({ source, place }) => [source, place.file].includes(name));
    if (named.length === 0) {
      throw new Error(`there is no flow "${name}"`);
    }
    return named;
  });
  const output = await outputFormat(format);
  const knowledge = { given, answers, pinRegions, keeps: output.keeps };
  expect(wrongAnswers(flows, knowledge)).toEqual([]);
  const roles = planRoles(flows, knowledge);
  expect(roles.flatMap(({ plan }) => plan.questions)).toEqual([]);
  return new Map(output.files(roles).map(({ path, text }) => [path, text]));
}

describe('what is asked', () => {
  const cases: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    Wishes,
    readonly string[],
  ])[] = [
    [
      'a definition without placeholders',
      { 'a.json': SMALL },
      {},
      [
        'flow',
        'account',
        'region',
        'flow-id',
        'overview',
        'encrypted',
        'existing',
        'review',
        'format',
        'out',
        'config',
        'finish',
      ],
    ],
    [
      'a definition with placeholders',
      { 'a.json': OPEN },
      {},
      [
        'flow',
        'account',
        'region',
        'flow-id',
        'overview',
        'answer MODEL',
        'answer bucket',
        'encrypted',
        'existing',
        'review',
        'format',
        'out',
        'config',
        'finish',
      ],
    ],
    [
      'what GetFlow prints, which says where the flow is',
      { 'a.json': GOTTEN },
      {},
      ['flow', 'overview', 'existing', 'review', 'format', 'out', 'config', 'finish'],
    ],
    [
      'a template, which keeps account and Region',
      { 'a.json': TEMPLATE },
      {},
      ['flow', 'overview', 'encrypted', 'review', 'format', 'out', 'config', 'finish'],
    ],
    [
      'a key for each thing that is encrypted',
      { 'a.json': SMALL },
      { encrypted: ['kms:flow/small'] },
      [
        'flow',
        'account',
        'region',
        'flow-id',
        'overview',
        'encrypted',
        'answer kms:flow/small',
        'existing',
        'review',
        'format',
        'out',
        'config',
        'finish',
      ],
    ],
    [
      'two flows, which have no common id',
      { 'a.json': SMALL, 'b.json': OPEN },
      { flow: ['a.json', 'b.json'] },
      [
        'flow',
        'sharing',
        'account',
        'region',
        'overview',
        'answer MODEL',
        'answer bucket',
        'encrypted',
        'review',
        'format',
        'out',
        'config',
        'finish',
      ],
    ],
  ];

  it.each(cases)('of %s', async (_, files, wishes, ids) => {
    const world = await worldOf(files);
    expect(walk(world, { flow: ['a.json'], ...wishes, ...chosenIn(world, wishes) }).ids).toEqual(
      ids,
    );
  });

  it.each(['cloudformation', 'aws-cli', 'json'])(
    'is the same for JSON kept as %s',
    async (format) => {
      const world = await worldOf({ 'a.json': OPEN });
      expect(walk(world, { format: [format] }).ids).toEqual(walk(world).ids);
    },
  );

  it.each(EXAMPLE_FILES)('leaves nothing open in %s, in any format', async (file) => {
    const world = await exampleWorld(file);
    for (const format of OUTPUT_FORMAT_NAMES) {
      const { session } = walk(world, { format: [format] });
      expect(vocabulary(session)).toBe(format);
      expect(plannedRoles(session).flatMap(({ plan }) => plan.questions)).toEqual([]);
    }
  });

  it.each(EXAMPLE_FILES)('says why, in one line each, in %s', async (file) => {
    for (const screen of walk(await exampleWorld(file), { format: ['json'] }).screens) {
      expect(screen.title).toMatch(/^\S.*\S$/);
      expect(screen.why).toMatch(/^\S.*\.$/);
    }
  });

  it.each(EXAMPLE_FILES)('is never asked twice in %s', async (file) => {
    const { ids } = walk(await exampleWorld(file), { format: ['json'] });
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** The first candidate, where a case does not say which. */
function chosenIn(world: World, wishes: Wishes): Wishes {
  return wishes['flow'] === undefined
    ? { flow: world.candidates.slice(0, 1).map(({ flow }) => flow.source) }
    : {};
}

describe('which flow', () => {
  it('offers all that were found, a path, and nodes by hand', async () => {
    const world = await worldOf({ 'a.json': SMALL, 'b.json': TEMPLATE });
    const screen = screenAs(startSession(world), 'choose');
    expect(screen.options.map(({ value }) => value)).toEqual([
      'a.json',
      'b.json#Flow',
      'path',
      'by hand',
    ]);
    expect(screen).toMatchObject({ multiple: true, least: 1, initial: [] });
  });

  it('proposes the only one', async () => {
    const world = await worldOf({ 'a.json': SMALL });
    expect(screenAs(startSession(world), 'choose').initial).toEqual(['a.json']);
  });

  it('asks for a path when that is chosen', async () => {
    const world = await worldOf({});
    const session = answer(startSession(world), ['path']);
    expect(screenAs(session, 'text')).toMatchObject({ id: 'path', form: 'path', initial: '' });
  });

  it('is the one in the file that was named', async () => {
    const files = { 'a.json': SMALL, 'b.json': OPEN };
    const { session } = walk(await worldOf(files), { flow: ['path'], path: ['b.json'] });
    expect([...(await filesOf(session)).keys()].every((name) => name.startsWith('open'))).toBe(
      true,
    );
  });

  it('is there once, though it was found and is named too', async () => {
    const { session } = walk(await worldOf({ 'a.json': SMALL }), {
      flow: ['a.json', 'path'],
      path: ['a.json'],
    });
    expect(plannedRoles(session)).toHaveLength(1);
  });
});

describe('several flows', () => {
  it('of one name have questions of their own, however they are numbered', async () => {
    const files = Object.fromEntries(
      ['a', 'a', 'a-2'].map((name, at) => [
        `${at}.json`,
        flowFile(name, {}, node('K', 'KnowledgeBase', { knowledgeBaseId: '' })),
      ]),
    );
    const { session, ids } = walk(await worldOf(files), { flow: Object.keys(files) });
    expect(ids.filter((id) => id.startsWith('answer ') && id.includes('.K.'))).toHaveLength(3);
    const names = plannedRoles(session).map(({ plan }) => plan.roleName);
    expect(new Set(names).size).toBe(3);
  });

  it('of one name get no configuration, which could not tell their answers apart', async () => {
    const world = await worldOf({
      'a.json': flowFile('same', {}, prompt('Ask', '')),
      'b.json': flowFile('same', {}, prompt('Ask', '')),
    });
    expect(walk(world, { flow: ['a.json', 'b.json'] }).ids).not.toContain('config');
  });

  it('are confirmed and warned about by where each runs', async () => {
    const world = await worldOf(
      { 'a.json': GOTTEN, 'b.json': flowFile('open', {}, prompt('Ask', '$$MODEL')) },
      [regionOfEnvironment('us-east-1')],
    );
    const flow = ['a.json', 'b.json'];
    const confirmed = screenAs(walkTo(world, 'deployment', { flow }), 'choose');
    expect(confirmed.options[0]?.detail).toMatch(/eu-central-1.*us-east-1/);
    const asked = screenAs(walkTo(world, 'answer MODEL', { flow }), 'text');
    expect(asked.deployment?.region).toBe('us-east-1');
  });
});

describe('a form that needs more answers than were reviewed', () => {
  it('is reviewed once more before it is saved', async () => {
    const { ids } = walk(await worldOf({ 'a.json': TEMPLATE }), { format: ['json'] });
    expect(ids.indexOf('review again')).toBeGreaterThan(ids.lastIndexOf('account'));
    expect(ids.indexOf('review again')).toBeLessThan(ids.indexOf('out'));
    expect(walk(await worldOf({ 'a.json': SMALL })).ids).not.toContain('review again');
  });
});

describe('a configuration that is there', () => {
  it('that cannot be used is shown, left alone, and kept out of the command', async () => {
    const world = await worldOf({ 'a.json': SMALL, '.flow-role.yml': 'roles: [{ nam: a }]' });
    expect(screenOf(startSession(world)).notes?.join()).toContain('.flow-role.yml:1:11');
    const { ids, session } = walk(world);
    expect(ids).not.toContain('config');
    expect(argumentsOf(session)).toContain('--no-config');
    const without = await worldOf({ 'a.json': SMALL });
    expect(argumentsOf(walk(without).session)).not.toContain('--no-config');
  });
});

describe('where it runs', () => {
  it('is asked when nothing says it, each in the form it must have', async () => {
    const world = await worldOf({ 'a.json': SMALL });
    expect(screenAs(walkTo(world, 'account'), 'text')).toMatchObject({ form: 'account' });
    const region = screenAs(walkTo(world, 'region'), 'text');
    expect(region.form).toBe('region');
    for (const { value } of region.suggestions) {
      expect(hasForm(value, 'region')).toBe(true);
    }
  });

  it('is confirmed when the environment says it', async () => {
    const world = await worldOf({ 'a.json': SMALL }, [regionOfEnvironment('eu-west-1')]);
    const screen = screenAs(walkTo(world, 'deployment'), 'choose');
    expect(screen.options.map(({ value }) => value)).toEqual(['keep', 'region']);
    expect(screen.options[0]?.detail).toContain('eu-west-1');
    expect(screen.options[0]?.detail).toContain('AWS_REGION');
    const { session, ids } = walk(world);
    expect(ids).not.toContain('region');
    expect(plannedRoles(session)[0]?.facts.region?.value).toBe('eu-west-1');
  });

  it('can be another one than the environment says', async () => {
    const world = await worldOf({ 'a.json': SMALL }, [regionOfEnvironment('eu-west-1')]);
    const { session, ids } = walk(world, { deployment: ['region'], region: ['ap-south-1'] });
    expect(ids).toContain('region');
    expect(plannedRoles(session)[0]?.facts.region?.value).toBe('ap-south-1');
    const args = argumentsOf(session);
    expect(args).toContain('ap-south-1');
    expect(args).not.toContain('eu-west-1');
  });

  it('is not confirmed for a template, which keeps it', async () => {
    const world = await worldOf({ 'a.json': TEMPLATE }, [regionOfEnvironment('eu-west-1')]);
    expect(walk(world).ids).not.toContain('deployment');
  });

  it.each(['json', 'aws-cli'])(
    'is asked for a template that shall be kept as %s, before the end',
    async (format) => {
      const { ids, session } = walk(await worldOf({ 'a.json': TEMPLATE }), { format: [format] });
      expect(ids.indexOf('account')).toBeGreaterThan(ids.indexOf('format'));
      expect(ids.indexOf('region')).toBeGreaterThan(ids.indexOf('format'));
      expect(ids.at(-1)).toBe('finish');
      expect(plannedRoles(session).flatMap(({ plan }) => plan.questions)).toEqual([]);
    },
  );

  it('is not asked any more after going back to CloudFormation', async () => {
    const world = await worldOf({ 'a.json': TEMPLATE });
    let session = walkTo(world, 'account', { format: ['json'] });
    session = reduce(session, { kind: 'back' });
    expect(screenAs(session, 'choose')).toMatchObject({ id: 'format', initial: ['json'] });
    expect(screenOf(answer(session, ['cloudformation'])).id).toBe('out');
  });

  it('is each flow’s own, where the files say so', async () => {
    const files = {
      'a.json': flowFile('a', { arn: arnOf('eu-central-1') }, prompt('Ask', NOVA)),
      'b.json': flowFile('b', { arn: arnOf('us-west-2', 'BCDEF12345') }, prompt('Ask', NOVA)),
    };
    const { session } = walk(await worldOf(files), { flow: ['a.json', 'b.json'] });
    const regions = plannedRoles(session).map(({ facts }) => facts.region?.value);
    expect(regions).toEqual(['eu-central-1', 'us-west-2']);
    expect(await generated(argumentsOf(session), files)).toEqual(await filesOf(session));
  });
});

it.each([
  ['before', ['a.json', 'b.json']],
  ['after', ['b.json', 'a.json']],
])(
  'a Region of the environment, %s a flow that has its own, has no command that would overrule it',
  async (_, [one = '', other = '']) => {
    const files = { [one]: SMALL, [other]: GOTTEN };
    const world = await worldOf(files, [regionOfEnvironment('eu-west-1')]);
    const { session } = walk(world, { flow: ['a.json', 'b.json'] });
    const regions = plannedRoles(session).map(({ facts }) => facts.region?.value);
    expect(regions.toSorted()).toEqual(['eu-central-1', 'eu-west-1']);
    expect(generateArguments(session)).toBeUndefined();
    const single = walk(world, { flow: [one] }).session;
    expect(await generated(argumentsOf(single), files)).toEqual(await filesOf(single));
  },
);

describe('a flow by hand', () => {
  const asks: Readonly<Record<string, readonly (keyof typeof FORMS)[]>> = {
    Prompt: ['model'],
    ManagedPrompt: ['prompt-arn', 'models'],
    KnowledgeBase: ['knowledge-base-id'],
    KnowledgeBaseAnswer: ['knowledge-base-id', 'model'],
    Agent: ['agent-alias-arn'],
    LambdaFunction: ['function-arn'],
    Lex: ['bot-alias-arn'],
    Retrieval: ['bucket-name'],
    Storage: ['bucket-name'],
  };
  const values = HAND_NODES.map(({ value }) => value);
  const wishes = (...nodes: readonly string[]): Wishes => ({ flow: ['by hand'], nodes });

  it('knows what all its nodes need', () => {
    expect(Object.keys(asks).sort()).toEqual([...values].sort());
  });

  it.each(values)('asks for the resource of a %s', async (value) => {
    const { screens, session } = walk(await worldOf({}), wishes(value));
    const forms = screens.flatMap((screen) =>
      screen.kind === 'text' && screen.id.startsWith('answer ') ? [screen.form] : [],
    );
    expect([...forms].sort()).toEqual([...(asks[value] ?? [])].sort());
    const [role] = plannedRoles(session);
    expect(role?.plan.identity.flatMap(({ document }) => document.statements)).not.toEqual([]);
  });

  it('names the node in every question, and no file', async () => {
    const { screens } = walk(await worldOf({}), wishes(...values));
    const questions = screens.filter(({ id }) => id.startsWith('answer '));
    for (const { title, why } of questions) {
      expect(`${title} ${why}`).not.toMatch(/Found ""|by hand, line/);
    }
    const shown = questions.map(({ title, why }) => `${title} ${why}`);
    expect(new Set(shown).size).toBe(shown.length);
  });

  it('asks for the prompt before the model behind it', async () => {
    const { screens } = walk(await worldOf({}), wishes('ManagedPrompt'));
    const forms = screens.flatMap((screen) => (screen.kind === 'text' ? [screen.form] : []));
    expect(forms.indexOf('prompt-arn')).toBeLessThan(forms.indexOf('models'));
  });

  it('asks for each resource of all nodes together', async () => {
    const { screens, ids, session } = walk(await worldOf({}), wishes(...values));
    const forms = screens.flatMap((screen) =>
      screen.kind === 'text' && screen.id.startsWith('answer ') ? [screen.form] : [],
    );
    expect([...forms].sort()).toEqual(Object.values(asks).flat().sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(plannedRoles(session).flatMap(({ plan }) => plan.questions)).toEqual([]);
  });

  it('can have several nodes of a kind, each with its own resource', async () => {
    const arn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
    const { session, ids } = walk(await worldOf({}), {
      ...wishes('LambdaFunction'),
      'more nodes 1': ['LambdaFunction', 'Lex'],
      'more nodes 2': ['LambdaFunction'],
      'answer my-flow.LambdaFunction.lambdaArn': [arn('one')],
      'answer my-flow.LambdaFunction2.lambdaArn': [arn('two')],
      'answer my-flow.LambdaFunction3.lambdaArn': [arn('three')],
    });
    expect(ids.filter((id) => id.startsWith('more nodes'))).toHaveLength(3);
    const text = [...(await filesOf(session)).values()].join('');
    for (const name of ['one', 'two', 'three']) {
      expect(text).toContain(arn(name));
    }
    expect(text).toContain('lex:');
  });

  it('is named as the user says', async () => {
    const { session } = walk(await worldOf({}), { ...wishes('Lex'), name: ['orders'] });
    expect([...(await filesOf(session)).keys()].every((name) => name.startsWith('orders'))).toBe(
      true,
    );
  });

  it('stands in no file that generate could read', async () => {
    const { session } = walk(await worldOf({}), wishes('Prompt'));
    expect(generateArguments(session)).toBeUndefined();
  });

  it('leaves no open question with any choice of nodes, in any format', async () => {
    const world = await worldOf({});
    fc.assert(
      fc.property(
        fc.subarray(values, { minLength: 1 }),
        fc.constantFrom(...OUTPUT_FORMAT_NAMES),
        (nodes, format) => {
          const { session } = walk(world, { ...wishes(...nodes), format: [format] });
          expect(plannedRoles(session).flatMap(({ plan }) => plan.questions)).toEqual([]);
        },
      ),
      share(10),
    );
  });
});

describe('keys', () => {
  it('are asked one by one, and only for what was chosen', async () => {
    const world = await worldOf({ 'a.json': OPEN });
    const options = screenAs(walkTo(world, 'encrypted'), 'choose').options;
    expect(options.length).toBeGreaterThan(1);
    const chosen = options.map(({ value }) => value);
    const { ids, session } = walk(world, { encrypted: chosen });
    expect(ids.filter((id) => id.startsWith('answer kms:'))).toEqual(
      chosen.map((value) => `answer ${value}`),
    );
    expect(JSON.stringify(plannedRoles(session))).toContain(KEY.split('/')[1]);
  });

  it('of what several flows use are offered once', async () => {
    const shared = managedPrompt('Ask', arnOfPrompt);
    const world = await worldOf({
      'a.json': flowFile('a', {}, shared),
      'b.json': flowFile('b', {}, shared),
    });
    const session = walkTo(world, 'encrypted', { flow: ['a.json', 'b.json'] });
    const values = screenAs(session, 'choose').options.map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
  });

  it('do not change what else can be encrypted', async () => {
    const world = await worldOf({ 'a.json': OPEN });
    const before = screenAs(walkTo(world, 'encrypted'), 'choose');
    let session = walkTo(world, 'review', { encrypted: before.options.map(({ value }) => value) });
    while (screenOf(session).id !== 'encrypted') {
      session = reduce(session, { kind: 'back' });
    }
    expect(screenAs(session, 'choose').options).toEqual(before.options);
  });
});

const arnOfPrompt = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT1234';

describe('the format', () => {
  it.each([
    ['json', SMALL],
    ['json', GOTTEN],
    ['cloudformation', TEMPLATE],
  ])('that is proposed is %s', async (format, text) => {
    const session = walkTo(await worldOf({ 'a.json': text }), 'format');
    expect(screenAs(session, 'choose')).toMatchObject({ multiple: false, initial: [format] });
  });

  it('offers all there are, with words', async () => {
    const { options } = screenAs(walkTo(await worldOf({ 'a.json': SMALL }), 'format'), 'choose');
    expect(options.map(({ value }) => value)).toEqual(OUTPUT_FORMAT_NAMES);
    expect(options.every(({ label }) => label.length > 5)).toBe(true);
  });
});

/** Flows with all kinds of gaps, by file. */
const model = fc.constantFrom(
  '',
  '$$MODEL',
  '{{ modelA }}',
  '<model>',
  NOVA,
  'us.amazon.nova-lite-v1:0',
);
const bucket = fc.constantFrom('letters', '', '<bucket>', 'BUCKET_NAME');
const baseId = fc.constantFrom('KBDOCS0001', '$$KB', '', 'KB_ID_HERE');
const promptArn = fc.constantFrom(
  arnOfPrompt,
  'arn:aws:bedrock:REGION:ACCOUNT_ID:prompt/PROMPT1234:2',
  '<prompt>',
);
const someNode = fc.nat(4).chain((at) => {
  const name = `N${at}`;
  return fc.oneof(
    model.map((value) => prompt(name, value)),
    bucket.map((value) => retrieval(name, value)),
    promptArn.map((value) => managedPrompt(name, value)),
    fc
      .tuple(baseId, model)
      .map(([knowledgeBaseId, modelId]) =>
        node(name, 'KnowledgeBase', { knowledgeBaseId, modelId }),
      ),
  );
});
const someNodes = fc.uniqueArray(someNode, {
  minLength: 1,
  maxLength: 4,
  selector: (each) => (each as { name: string }).name,
});
const someFile = fc
  .tuple(
    someNodes,
    fc.option(
      fc.constantFrom('eu-central-1', 'us-east-1').map((region) => arnOf(region)),
      {
        nil: undefined,
      },
    ),
  )
  .map(([nodes, arn]) => flowFile('some-flow', arn === undefined ? {} : { arn }, ...nodes));
const someWorld = fc.tuple(
  fc.oneof({ weight: 4, arbitrary: someFile }, { weight: 1, arbitrary: fc.constant(TEMPLATE) }),
  fc.constantFrom([], [regionOfEnvironment('eu-west-1')]),
);
/** Choices that differ from what is proposed. */
const someWishes = fc.record<Wishes>(
  {
    format: fc.constantFrom(...OUTPUT_FORMAT_NAMES).map((name) => [name]),
    deployment: fc.constantFrom(['keep'], ['region']),
    region: fc.constantFrom(['us-east-1'], ['ap-south-1']),
    'flow-id': fc.constantFrom([''], ['FLOWID1234']),
    encrypted: fc.constantFrom([], ['kms:flow/some-flow']),
  } as never,
  { requiredKeys: [] },
);

/** The wishes that can be fulfilled: a list is chosen from what is offered. */
function walkSome(world: World, wishes: Wishes) {
  const plain = walk(world, { ...wishes, encrypted: [], deployment: ['keep'] });
  const offered = (id: string) =>
    plain.screens.flatMap((screen) =>
      screen.kind === 'choose' && screen.id === id ? screen.options.map(({ value }) => value) : [],
    );
  const kept = Object.entries(wishes).map(([id, values]) =>
    id === 'encrypted' || id === 'deployment'
      ? ([id, values.filter((value) => offered(id).includes(value))] as const)
      : ([id, values] as const),
  );
  return walk(
    world,
    Object.fromEntries(kept.filter(([id, values]) => id !== 'deployment' || values.length > 0)),
  );
}

describe('of any flow', () => {
  it('going back shows the screen before, with the answer given', async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, someWishes, async ([text, facts], wishes) => {
        const { session, screens } = walkSome(await worldOf({ 'a.json': text }, facts), wishes);
        let current = session;
        for (const screen of screens.slice(0, -1).toReversed()) {
          const given = current.entries.at(-1)?.values;
          current = reduce(current, { kind: 'back' });
          const shown = screenOf(current);
          expect({ ...shown, initial: undefined }).toEqual({ ...screen, initial: undefined });
          if (shown.kind === 'choose') {
            expect(shown.initial).toEqual(given);
          } else if (shown.kind === 'text') {
            expect([shown.initial]).toEqual(given);
          }
        }
        expect(current.entries).toEqual([]);
      }),
      share(10),
    );
  });

  it('known facts may come in any order', async () => {
    const facts: readonly Fact[] = [
      { part: 'account', value: '111111111111', origin: { kind: 'flag', name: '--account' } },
      { part: 'account', value: '222222222222', origin: { kind: 'aws', source: 'AWS' } },
      { part: 'region', value: 'eu-west-1', origin: { kind: 'environment', name: 'AWS_REGION' } },
      { part: 'region', value: 'us-west-2', origin: { kind: 'aws', source: 'the AWS profile' } },
      { part: 'partition', value: 'aws', origin: { kind: 'environment', name: 'PARTITION' } },
    ];
    const texts = async (given: readonly Fact[], files: Readonly<Record<string, string>>) => {
      const { session } = walk(await worldOf(files, given));
      return [...(await filesOf(session))];
    };
    await fc.assert(
      fc.asyncProperty(
        someFile,
        fc.subarray([...facts]),
        fc.integer(),
        async (text, known, seed) => {
          const shuffled = [...known].sort(
            (one, other) => hash(one.value + seed) - hash(other.value + seed),
          );
          const files = { 'a.json': text };
          expect(await texts(shuffled, files)).toEqual(await texts(known, files));
        },
      ),
      share(10),
    );
  });

  it('the answers alone lead to the same screen at any point', async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, someWishes, async ([text, facts], wishes) => {
        const world = await worldOf({ 'a.json': text }, facts);
        const { sessions, screens } = walkSome(world, wishes);
        for (const [at, { entries }] of sessions.entries()) {
          expect(screenOf(startSession(world, entries))).toEqual(screens[at]);
        }
      }),
      share(10),
    );
  });

  it('the end leaves nothing open, and generate makes the same files of it', async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, someWishes, async ([text, facts], wishes) => {
        const { session } = walkSome(await worldOf({ 'a.json': text }, facts), wishes);
        expect(plannedRoles(session).flatMap(({ plan }) => plan.questions)).toEqual([]);
        const args = argumentsOf(session);
        expect(await generated(args, { 'a.json': text })).toEqual(await filesOf(session));
      }),
      share(10),
    );
  });

  it('an answer is asked for in a form that its example has', async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, async ([text, facts]) => {
        for (const screen of walk(await worldOf({ 'a.json': text }, facts)).screens) {
          if (screen.kind === 'text' && screen.form !== 'path') {
            const { form, suggestions, initial } = screen;
            const proposed = [
              ...suggestions.map(({ value }) => value),
              ...(initial ? [initial] : []),
            ];
            expect(proposed.filter((value) => !hasForm(value, form))).toEqual([]);
          }
        }
      }),
      share(10),
    );
  });
});

describe('generate with the arguments of a session', () => {
  const cases = EXAMPLE_FILES.flatMap((file) =>
    OUTPUT_FORMAT_NAMES.map((format) => [file, format] as const),
  );

  it.each(cases)('writes the same files for %s as %s', async (file, format) => {
    const { session } = walk(await exampleWorld(file), {
      format: [format],
      out: [temporaryDirectory()],
    });
    const [out = ''] = session.entries.find(({ id }) => id === 'out')?.values ?? [];
    const run = await runCli(['generate', ...argumentsOf(session), '--quiet']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const written = new Map(
      readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')]),
    );
    expect(written).toEqual(await filesOf(session));
    if (format === 'cloudformation') {
      for (const text of written.values()) {
        expect(() => parse(text, { logLevel: 'error' })).not.toThrow();
      }
    }
  });

  it('names only the flow that was chosen of a file with several', async () => {
    const one = JSON.parse(TEMPLATE);
    const two = {
      ...one.Resources.Flow,
      Properties: { ...one.Resources.Flow.Properties, Name: 'second' },
    };
    const text = JSON.stringify({ Resources: { ...one.Resources, Second: two } });
    const { session } = walk(await worldOf({ 'a.json': text }), { flow: ['a.json#Second'] });
    expect(await generated(argumentsOf(session), { 'a.json': text })).toEqual(
      await filesOf(session),
    );
  });

  it('names a file whose name begins with a dash', async () => {
    const files = { '-a.json': SMALL };
    const { session } = walk(await worldOf(files));
    const { files: named } = generateOptions(argumentsOf(session), {});
    expect(named.map((name) => name.replace(/^\.\//, ''))).toEqual(['-a.json']);
  });
});

/** A number that depends on a text, and on nothing else. */
function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, 7);
}
