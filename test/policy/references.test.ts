// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { outputFormat } from '../../src/core/write/index.ts';
import { type Data, writtenTemplate } from '../read/written.ts';
import { type Call, callsOfNodes, showCall, type World } from '../support/calls.ts';
import { Evaluator, type GeneratedRole, type Policy } from '../support/evaluator.ts';
import {
  Expression,
  moduleText,
  stackText,
  told,
  type WrittenNode,
} from '../support/references.ts';
import { terraformPolicies } from '../support/terraform-policies.ts';

vi.setConfig({ testTimeout: 3_600_000 });

const ROLE_ARN = 'arn:aws:iam::123456789012:role/flow-role';
const OWN = 'arn:aws:bedrock:us-east-1:123456789012:';

/** The same runs every time; FC_SEED gives others, FC_RUNS more. */
const RUNS = {
  seed: Number(process.env['FC_SEED'] ?? 1),
  numRuns: Number(process.env['FC_RUNS'] ?? 60),
};

/** Values of one shape in each row: which of a row is deployed makes no difference to a role. */
const MODELS = [
  ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'],
  ['us.amazon.nova-lite-v1:0', 'us.amazon.nova-pro-v1:0'],
  ['eu.amazon.nova-lite-v1:0', 'eu.amazon.nova-pro-v1:0'],
  ['global.amazon.nova-lite-v1:0', 'global.amazon.nova-pro-v1:0'],
  [
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0',
  ],
  [
    `${OWN}inference-profile/us.amazon.nova-lite-v1:0`,
    `${OWN}inference-profile/us.amazon.nova-pro-v1:0`,
  ],
  [
    `${OWN}inference-profile/global.amazon.nova-lite-v1:0`,
    `${OWN}inference-profile/global.amazon.nova-pro-v1:0`,
  ],
  [`${OWN}imported-model/imported0001`, `${OWN}imported-model/imported0002`],
  [`${OWN}provisioned-model/provision001`, `${OWN}provisioned-model/provision002`],
] as const;

type Row = readonly [string, string];

const SOURCES: readonly Row[] = MODELS.slice(4, 7);

/** What a node can name, with values by shape. */
interface Kind {
  readonly rows: readonly Row[];
  readonly node: (value: unknown) => WrittenNode['configuration'];
  readonly type: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  model: {
    rows: MODELS,
    type: 'Prompt',
    node: (modelId) => ({ prompt: { sourceConfiguration: { inline: { modelId } } } }),
  },
  guardrail: {
    rows: [
      ['abcdefghijkl', 'arcdefghijkl'],
      [`${OWN}guardrail/abcdefghijkl`, `${OWN}guardrail/mnopqrstuvwx`],
    ],
    type: 'Prompt',
    node: (guardrailIdentifier) => ({
      prompt: {
        sourceConfiguration: { inline: { modelId: 'amazon.nova-lite-v1:0' } },
        guardrailConfiguration: { guardrailIdentifier, guardrailVersion: '1' },
      },
    }),
  },
  function: {
    rows: [
      [
        'arn:aws:lambda:us-east-1:123456789012:function:one',
        'arn:aws:lambda:us-east-1:123456789012:function:two',
      ],
      [
        'arn:aws:lambda:us-east-1:123456789012:function:one:live',
        'arn:aws:lambda:us-east-1:123456789012:function:one:7',
      ],
      [
        'arn:aws:lambda:us-east-1:123456789012:function:one:$LATEST',
        'arn:aws:lambda:us-east-1:123456789012:function:two:$LATEST',
      ],
    ],
    type: 'LambdaFunction',
    node: (lambdaArn) => ({ lambdaFunction: { lambdaArn } }),
  },
  'knowledge base': {
    rows: [['ABCDEFGHIJ', 'KLMNOPQRST']],
    type: 'KnowledgeBase',
    node: (knowledgeBaseId) => ({ knowledgeBase: { knowledgeBaseId } }),
  },
  agent: {
    rows: [[`${OWN}agent-alias/ABCDEFGHIJ/KLMNOPQRST`, `${OWN}agent-alias/ABCDEFGHIJ/UVWXYZABCD`]],
    type: 'Agent',
    node: (agentAliasArn) => ({ agent: { agentAliasArn } }),
  },
  bot: {
    rows: [
      [
        'arn:aws:lex:us-east-1:123456789012:bot-alias/ABCDEFGHIJ/KLMNOPQRST',
        'arn:aws:lex:us-east-1:123456789012:bot-alias/ABCDEFGHIJ/UVWXYZABCD',
      ],
    ],
    type: 'Lex',
    node: (botAliasArn) => ({ lex: { botAliasArn, localeId: 'en_US' } }),
  },
  bucket: {
    rows: [['my-bucket', 'own-bucket']],
    type: 'Storage',
    node: (bucketName) => ({ storage: { serviceConfiguration: { s3: { bucketName } } } }),
  },
};

/** A place in a flow, the value that is deployed there, and how the template comes by it. */
interface Slot {
  readonly kind: string;
  /** Where the value stands: in the node, or in a resource that the node refers to. */
  readonly at: 'node' | 'profile' | 'prompt';
  readonly value: string;
  /** Another value of the same shape, for defaults. */
  readonly other: string;
  readonly form: 'literal' | 'reference' | 'default' | 'values' | 'pattern' | 'imported' | 'inside';
  /** Where a reference inside the value begins and ends, by thousandths of its length. */
  readonly cuts: readonly [number, number];
}

const slot: fc.Arbitrary<Slot> = fc
  .record({
    kind: fc.constantFrom('model', 'model', ...Object.keys(KINDS)),
    at: fc.constantFrom('node' as const, 'profile' as const, 'prompt' as const),
    row: fc.nat(),
    isSecond: fc.boolean(),
    form: fc.constantFrom<Slot['form']>(
      'literal',
      'reference',
      'default',
      'default',
      'values',
      'pattern',
      'imported',
      'inside',
      'inside',
      'inside',
    ),
    cuts: fc.tuple(fc.nat(1000), fc.nat(1000)),
  })
  .map(({ kind, at, row, isSecond, form, cuts }) => {
    const rows = kind === 'model' && at === 'profile' ? SOURCES : (KINDS[kind]?.rows ?? SOURCES);
    const [one, two] = rows[row % rows.length] ?? ['', ''];
    const [value, other] = isSecond ? [two, one] : [one, two];
    return { kind, at: kind === 'model' ? at : 'node', value, other, form, cuts };
  });

const slots = fc.array(slot, { minLength: 1, maxLength: 3 });

/** How a text of a template comes by a value, with what a deployment gives its names. */
interface Written {
  readonly value: unknown;
  readonly declared?: Readonly<Record<string, unknown>>;
  readonly deployed: Readonly<Record<string, string>>;
}

function cutsOf({ value, cuts }: Slot): readonly [number, number] {
  const [from, to] = cuts
    .map((cut) => Math.round((cut / 1000) * value.length))
    .sort((a, b) => a - b);
  return [from ?? 0, to ?? 0];
}

/** The piece of the other value that fits between the same texts; that of the value where none does. */
function otherPiece({ value, other }: Slot, from: number, to: number): string {
  const [head, tail] = [value.slice(0, from), value.slice(to)];
  const fits = other.startsWith(head) && other.endsWith(tail) && other.length >= from + tail.length;
  return fits ? other.slice(from, other.length - tail.length) : value.slice(from, to);
}

function inStack(each: Slot, name: string): Written {
  const { form, value, other } = each;
  const ref = { Ref: name };
  const deployed = { [name]: value };
  const [from, to] = cutsOf(each);
  switch (form) {
    case 'literal':
      return { value, deployed: {} };
    case 'reference':
      return { value: ref, declared: { Type: 'String' }, deployed };
    case 'default':
      return { value: ref, declared: { Type: 'String', Default: other }, deployed };
    case 'values':
      return { value: ref, declared: { Type: 'String', AllowedValues: [other, value] }, deployed };
    case 'pattern': {
      const head = value.slice(0, to).replace(/[^A-Za-z0-9]/g, '\\$&');
      return { value: ref, declared: { Type: 'String', AllowedPattern: `^${head}.*$` }, deployed };
    }
    case 'imported':
      return { value: { 'Fn::ImportValue': name }, deployed };
    case 'inside': {
      const text = `${value.slice(0, from)}\${${name}}${value.slice(to)}`;
      const isPreset = from % 2 === 0;
      return {
        value: { 'Fn::Sub': text },
        declared: {
          Type: 'String',
          ...(isPreset && { Default: otherPiece(each, from, to) }),
        },
        deployed: { [name]: value.slice(from, to) },
      };
    }
  }
}

function inModule(each: Slot, name: string): Written {
  const { form, value, other } = each;
  const variable = new Expression(`var.${name}`);
  const deployed = { [`var.${name}`]: value };
  const [from, to] = cutsOf(each);
  switch (form) {
    case 'literal':
      return { value, deployed: {} };
    case 'reference':
      return { value: variable, declared: {}, deployed };
    case 'default':
      return { value: variable, declared: { default: other }, deployed };
    case 'values':
      return {
        value: new Expression(`local.${name}`),
        declared: { default: other, local: `var.${name}` },
        deployed: { ...deployed, [`local.${name}`]: value },
      };
    case 'pattern':
      return {
        value: new Expression(`local.${name}`),
        declared: { local: `"${value.slice(0, from)}\${var.${name}}"` },
        deployed: { [`var.${name}`]: value.slice(from), [`local.${name}`]: value },
      };
    case 'imported':
      return {
        value: new Expression(`module.m.${name}`),
        deployed: { [`module.m.${name}`]: value },
      };
    case 'inside':
      return {
        value: new Expression(`"${value.slice(0, from)}\${var.${name}}${value.slice(to)}"`),
        declared: from % 2 === 0 ? { default: otherPiece(each, from, to) } : {},
        deployed: { [`var.${name}`]: value.slice(from, to) },
      };
  }
}

/** What a flow of the slots calls when it is deployed. */
function callsOf(all: readonly Slot[]): readonly Call[] {
  const models: Record<string, readonly string[]> = {};
  const nodes = all.map(({ kind, at, value }, index) => {
    if (at === 'node') {
      return { name: `N${index}`, type: typeOf(kind), configuration: configurationOf(kind, value) };
    }
    const resource = resourceOf(at, index);
    models[resource] = [value];
    return {
      name: `N${index}`,
      type: 'Prompt',
      configuration: leadingTo(at, `${OWN}${resource}`),
    };
  });
  const world: World = {
    account: '123456789012',
    region: 'us-east-1',
    models,
    keys: {},
    guardrailProfiles: {},
  };
  return callsOfNodes(nodes, world);
}

function typeOf(kind: string): string {
  return KINDS[kind]?.type ?? '';
}

function configurationOf(kind: string, value: unknown): WrittenNode['configuration'] {
  return KINDS[kind]?.node(value) ?? {};
}

function resourceOf(at: 'profile' | 'prompt', index: number): string {
  return at === 'profile'
    ? `application-inference-profile/behind00000${index}`
    : `prompt/BEHIND000${index}`;
}

function leadingTo(at: 'profile' | 'prompt', value: unknown): WrittenNode['configuration'] {
  const sourceConfiguration =
    at === 'profile' ? { inline: { modelId: value } } : { resource: { promptArn: value } };
  return { prompt: { sourceConfiguration } };
}

/** A role that has nothing but these identity-based policies. */
function roleOf(statements: readonly unknown[]): GeneratedRole {
  return {
    roleName: 'flow-role',
    account: '123456789012',
    region: 'us-east-1',
    partition: 'aws',
    trustPolicy: { Version: '2012-10-17', Statement: [] },
    identityPolicies: [
      {
        name: 'p',
        kind: 'inline',
        document: { Version: '2012-10-17', Statement: statements as Policy['Statement'] },
      },
    ],
    resourcePolicies: [],
    questions: [],
    assumptions: [],
    warnings: [],
  };
}

function refused(all: readonly Slot[], statements: readonly unknown[]): readonly string[] {
  const evaluator = new Evaluator(roleOf(statements), ROLE_ARN);
  return callsOf(all)
    .filter((call) => !evaluator.allows(call))
    .map(showCall);
}

type Names = Readonly<Record<string, string>>;

/** The value that CloudFormation makes of an expression. */
function deploy(data: Data, names: Names): unknown {
  if (Array.isArray(data)) {
    return data.map((each) => deploy(each, names));
  }
  if (typeof data !== 'object' || data === null) {
    return data;
  }
  const [[fn, argument] = ['', '']] = Object.entries(data);
  const args = Array.isArray(argument) ? argument : [];
  switch (fn) {
    case 'Ref':
    case 'Fn::ImportValue':
      return names[String(argument)] ?? `<${argument}>`;
    case 'Fn::GetAtt':
      return names[args.join('.')] ?? `<${args}>`;
    case 'Fn::Split':
      return String(deploy(args[1], names)).split(String(args[0]));
    case 'Fn::Select':
      return (deploy(args[1], names) as readonly string[])[Number(args[0])] ?? '<nothing>';
    case 'Fn::Sub': {
      const [text, variables = {}] = args.length > 0 ? args : [argument];
      const own = deploy(variables, names) as Names;
      return String(text).replace(
        /\$\{([^!{}][^{}]*)\}/g,
        (_, name) => own[name] ?? names[name] ?? '<?>',
      );
    }
    default:
      return Object.fromEntries(
        Object.entries(data).map(([key, each]) => [key, deploy(each, names)]),
      );
  }
}

function statementsIn(data: unknown): readonly unknown[] {
  if (typeof data !== 'object' || data === null) {
    return [];
  }
  const own = 'Sid' in data && 'Resource' in data ? [data] : [];
  return [...own, ...Object.values(data).flatMap(statementsIn)];
}

const PSEUDO: Names = {
  'AWS::AccountId': '123456789012',
  'AWS::Region': 'us-east-1',
  'AWS::Partition': 'aws',
};

describe('a flow whose values come from anywhere', () => {
  test('of a template has a role that may make every call, or a question', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(slots, async (all) => {
        const written = all.map((each, index) => inStack(each, `X${index}`));
        const names: Record<string, string> = { ...PSEUDO };
        const parameters: Record<string, unknown> = {};
        const resources: Record<string, unknown> = {};
        const nodes = all.map(({ kind, at }, index): WrittenNode => {
          const { value, declared, deployed } = written[index] ?? { value: '', deployed: {} };
          Object.assign(names, deployed);
          if (declared !== undefined) {
            parameters[`X${index}`] = declared;
          }
          const name = `N${index}`;
          if (at === 'node') {
            return { name, type: typeOf(kind), configuration: configurationOf(kind, value) };
          }
          const behind = `B${index}`;
          const attribute = at === 'profile' ? 'InferenceProfileArn' : 'Arn';
          names[`${behind}.${attribute}`] = `${OWN}${resourceOf(at, index)}`;
          resources[behind] =
            at === 'profile'
              ? {
                  Type: 'AWS::Bedrock::ApplicationInferenceProfile',
                  Properties: { ModelSource: { CopyFrom: value } },
                }
              : {
                  Type: 'AWS::Bedrock::Prompt',
                  Properties: { Variants: [{ Name: 'v', ModelId: value }] },
                };
          const reference = { 'Fn::GetAtt': [behind, attribute] };
          return { name, type: 'Prompt', configuration: leadingTo(at, reference) };
        });
        const text = stackText({ parameters, resources, nodes });
        const answers = await answersTo('template.json', text, 'cloudformation', all, names);
        asked += Object.keys(answers).length > 0 ? 1 : 0;
        const role = deploy(await writtenTemplate('template.json', text, answers), names);
        expect(refused(all, statementsIn(role))).toEqual([]);
      }),
      RUNS,
    );
    // Whoever always asks is never wrong, and of no use.
    expect(asked).toBeLessThan(RUNS.numRuns * 0.9);
  });

  test('of a module has a role that may make every call, or a question', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(slots, async (all) => {
        const written = all.map((each, index) => inModule(each, `x${index}`));
        const names: Record<string, string> = {};
        const beside: string[] = [];
        const nodes = all.map(({ kind, at }, index): WrittenNode => {
          const { value, declared, deployed } = written[index] ?? { value: '', deployed: {} };
          Object.assign(names, deployed);
          const { default: preset, local } = declared ?? {};
          beside.push(
            declared === undefined
              ? ''
              : `variable "x${index}" {\n${preset === undefined ? '' : `  default = ${JSON.stringify(preset)}\n`}}`,
            local === undefined ? '' : `locals {\n  x${index} = ${local}\n}`,
          );
          const name = `N${index}`;
          if (at === 'node') {
            return { name, type: typeOf(kind), configuration: configurationOf(kind, value) };
          }
          const written_ = value instanceof Expression ? value.source : JSON.stringify(value);
          const address =
            at === 'profile'
              ? `aws_bedrock_inference_profile.b${index}`
              : `aws_bedrockagent_prompt.b${index}`;
          names[`${address}.arn`] = `${OWN}${resourceOf(at, index)}`;
          beside.push(
            at === 'profile'
              ? `resource "aws_bedrock_inference_profile" "b${index}" {\n  model_source {\n    copy_from = ${written_}\n  }\n}`
              : `resource "aws_bedrockagent_prompt" "b${index}" {\n  variant {\n    name = "v"\n    model_id = ${written_}\n  }\n}`,
          );
          const reference = new Expression(`${address}.arn`);
          return { name, type: 'Prompt', configuration: leadingTo(at, reference) };
        });
        const text = moduleText(nodes, beside.join('\n'));
        const answers = await answersTo('main.tf', text, 'terraform', all, names);
        asked += Object.keys(answers).length > 0 ? 1 : 0;
        expect(refused(all, await moduleStatements(text, names, answers))).toEqual([]);
      }),
      RUNS,
    );
    expect(asked).toBeLessThan(RUNS.numRuns * 0.8);
  });
});

/** Answers every question by what is deployed, until none is open. */
async function answersTo(
  path: string,
  text: string,
  format: 'cloudformation' | 'terraform',
  all: readonly Slot[],
  names: Names,
): Promise<Names> {
  const answers: Record<string, string> = {};
  for (let round = 0; round < 5; round += 1) {
    const { questions, models } = await told(path, text, format, answers);
    if (questions.length + models.length === 0) {
      return answers;
    }
    expect(questions.filter((key) => Object.hasOwn(answers, key))).toEqual([]);
    for (const key of [...questions, ...models]) {
      // A parameter by its name, else the place of a value, which has the number of its slot.
      const index = /[NXx](\d)/.exec(key)?.[1];
      const imported = /^Fn::ImportValue\("(\w+)"\)$/.exec(key)?.[1];
      const value = names[imported ?? key] ?? all[Number(index)]?.value ?? 'unknown';
      answers[key] = key.startsWith('model:') ? modelBehind(value) : value;
    }
  }
  throw new Error(`Questions without end: ${JSON.stringify(answers)}`);
}

function modelBehind(profile: string): string {
  return profile.replace(/^(?:.*inference-profile\/)?(?:us|eu|global)\./, '');
}

async function moduleStatements(
  text: string,
  names: Names,
  answers: Names,
): Promise<readonly unknown[]> {
  const { keeps, print } = await outputFormat('terraform');
  const flows = await readFlows({ path: 'main.tf', text }, () => undefined);
  const knowledge = {
    given: [],
    answers: new Map(Object.entries(answers)),
    pinRegions: false,
    keeps,
  };
  const { identity } = await terraformPolicies(print(planRoles(flows, knowledge)), {
    account: '123456789012',
    region: 'us-east-1',
    partition: 'aws',
  });
  return filled(identity.flat(), names) as readonly unknown[];
}

function filled(data: unknown, names: Names): unknown {
  if (typeof data === 'string') {
    return data.replace(/\$\{([^{}]+)\}/g, (_, source) => {
      const [, mark, name] = /^split\("([^"]*)", ([\w.]+)\)\[1\]$/.exec(source) ?? [];
      return mark === undefined || name === undefined
        ? (names[source] ?? '<?>')
        : (names[name]?.split(mark)[1] ?? '<nothing>');
    });
  }
  if (Array.isArray(data)) {
    return data.map((each) => filled(each, names));
  }
  return typeof data === 'object' && data !== null
    ? Object.fromEntries(Object.entries(data).map(([key, each]) => [key, filled(each, names)]))
    : data;
}
