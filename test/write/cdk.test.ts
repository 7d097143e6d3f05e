import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { root } from '../../scripts/lib/root.ts';
import type { JsonData } from '../../src/core/template/reference.ts';
import { template } from '../../src/core/template/template.ts';
import { newWriting, templateData, tsLiteral } from '../../src/core/write/cdk/typescript.ts';
import type { GeneratedRole } from '../support/evaluator.ts';
import { goldenCases, outputOf } from '../support/golden.ts';
import {
  parseTemplate,
  type ResourceData,
  spelled,
  type TemplateData,
  targets,
} from '../support/intrinsics.ts';
import { grants } from '../support/terraform-policies.ts';

const CASES = join(root, 'test/golden/cases');
const DEPLOYMENT = { account: '111122223333', region: 'us-east-1' };
const names = goldenCases(CASES);
/** References of a CloudFormation template stay; what else a flow may refer to is asked for. */
const kept = names.filter((name) => templateOf(name) !== undefined);
const asked = names.filter((name) => !kept.includes(name));
const run = promisify(execFile);

/** The template that makes the flow of a case. */
function templateOf(name: string): TemplateData | undefined {
  const file = readdirSync(join(CASES, name)).find((each) => each.startsWith('template.'));
  return file === undefined
    ? undefined
    : parseTemplate(readFileSync(join(CASES, name, file), 'utf8'));
}

/** Inside the repository, so that the CDK is found from there. */
let directory = '';
let templates: Readonly<Record<string, TemplateData>>;

/** Synthesises every case in one process, as the CDK takes long to load. */
const DRIVER = `
import { writeFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
const templates = {};
for (const name of JSON.parse(process.argv[2])) {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack');
  const code = await import('./' + name + '.mjs');
  for (const [key, create] of Object.entries(code)) {
    if (key.startsWith('create')) create(stack);
    else stack.templateOptions.metadata = { ...stack.templateOptions.metadata, [key]: create().map((one) => one.toJSON()) };
  }
  templates[name] = stack._toCloudFormation();
  templates[name] = stack.resolve(templates[name]);
}
writeFileSync('templates.json', JSON.stringify(templates));
`;

beforeAll(async () => {
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  directory = mkdtempSync(join(root, 'node_modules/.cache/cdk-'));
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(directory, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'es2023',
        module: 'nodenext',
        skipLibCheck: true,
        types: [],
      },
      include: ['*.ts'],
    }),
  );
  await Promise.all(
    names.map(async (name) => {
      const text = await outputOf(join(CASES, name), 'cdk', DEPLOYMENT);
      writeFileSync(join(directory, `${name}.ts`), text);
      // Node.js strips no types below node_modules.
      const { code } = await transform(text, { loader: 'ts' });
      writeFileSync(join(directory, `${name}.mjs`), code);
    }),
  );
  writeFileSync(join(directory, 'driver.mjs'), DRIVER);
  await run(nodeBinary('current'), ['driver.mjs', JSON.stringify(names)], { cwd: directory });
  templates = JSON.parse(readFileSync(join(directory, 'templates.json'), 'utf8'));
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A template's value with its pseudo parameters filled in. */
function filled(value: JsonData, role: GeneratedRole): JsonData {
  if (Array.isArray(value)) {
    return value.map((item: JsonData) => filled(item, role));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { Ref: ref, 'Fn::Join': join } = value as Readonly<Record<string, JsonData>>;
  const known: Readonly<Record<string, string | null>> = {
    'AWS::AccountId': role.account,
    'AWS::Region': role.region,
    'AWS::Partition': role.partition,
  };
  if (typeof ref === 'string' && ref in known) {
    return known[ref] ?? '';
  }
  if (Array.isArray(join)) {
    const [delimiter, items] = join as unknown as readonly [string, readonly JsonData[]];
    return items.map((item) => filled(item, role)).join(delimiter);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, filled(item as JsonData, role)]),
  );
}

describe('what the CDK makes of the code', () => {
  it('compiles', { timeout: 120_000 }, async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const compiled = await run(nodeBinary('current'), [tsc, '-p', directory]).catch(
      (error: { stdout: string }) => error,
    );
    expect(compiled.stdout).toBe('');
  });

  it.each(asked)('has the statements of the JSON output: %s', async (name) => {
    const text = await outputOf(join(CASES, name), 'json', DEPLOYMENT);
    const roles: readonly GeneratedRole[] = JSON.parse(text).roles;
    const resources = Object.values(templates[name]?.Resources ?? {});
    const made = resources.filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(made).toHaveLength(roles.length);
    for (const role of roles) {
      const own = made.find(({ Properties }) => Properties.RoleName === role.roleName)?.Properties;
      const { AssumeRolePolicyDocument: trust, Policies: policies = [] } = filled(own, role) as {
        AssumeRolePolicyDocument: { Statement: unknown[] };
        Policies?: { PolicyDocument: { Statement: unknown[] } }[];
      };
      const managed = resources
        .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
        .map(({ Properties }) => filled(Properties, role) as (typeof policies)[number]);
      const statements = [...policies, ...managed].flatMap(
        ({ PolicyDocument: { Statement: statement } }) => statement,
      );
      expect(grants(trust.Statement)).toEqual(grants(role.trustPolicy.Statement));
      expect(grants(statements)).toEqual(
        grants(role.identityPolicies.flatMap(({ document }) => document.Statement)),
      );
      const permissions = resources
        .filter(({ Type }) => Type === 'AWS::Lambda::Permission')
        .map(({ Properties }) => filled(Properties, role));
      for (const { service, resource, document } of role.resourcePolicies) {
        if (service === 'lambda' && document.Statement[0]?.Principal?.['Service']) {
          expect(permissions).toContainEqual(
            expect.objectContaining({ FunctionName: resource, Action: 'lambda:InvokeFunction' }),
          );
        }
      }
    }
  });
});

/** What the resources of a template grant, with the condition that each has. */
function grantsOf(resources: Iterable<ResourceData>) {
  return [...resources]
    .flatMap(({ Type, Condition, Properties }) => {
      const properties: unknown = spelled(Properties);
      const {
        AssumeRolePolicyDocument: trust,
        Policies: policies = [],
        PolicyDocument: own,
      } = properties as PolicyProperties;
      const inline = policies.map(({ PolicyDocument }) => PolicyDocument);
      return [trust, own, ...inline].flatMap((document) =>
        document === undefined
          ? []
          : grants(document.Statement).map((grant) => `${Type} if ${Condition}: ${grant}`),
      );
    })
    .sort();
}

interface Document {
  readonly Statement: readonly unknown[];
}

interface PolicyProperties {
  readonly AssumeRolePolicyDocument?: Document;
  readonly Policies?: readonly { readonly PolicyDocument: Document }[];
  readonly PolicyDocument?: Document;
}

describe('the references of a template', () => {
  it.each(kept)('are those of the CloudFormation output: %s', async (name) => {
    const text = await outputOf(join(CASES, name), 'cloudformation', DEPLOYMENT);
    const expected = Object.values(parseTemplate(text).Resources);
    const made = Object.values(templates[name]?.Resources ?? {});
    expect(made.map(({ Type }) => Type).sort()).toEqual(expected.map(({ Type }) => Type).sort());
    expect(grantsOf(made)).toEqual(grantsOf(expected));
    const permissions = (resources: readonly ResourceData[]) =>
      resources
        .filter(({ Type }) => !Type.startsWith('AWS::IAM::'))
        .map(({ Condition, Properties }) => ({ ...(spelled(Properties) as object), Condition }));
    expect(permissions(made)).toEqual(permissions(expected));
  });

  // What a fragment refers to stands in other files.
  const whole = kept.filter((name) => templateOf(name)?.Resources !== undefined);
  it.each(whole)('lead to what the stack has: %s', (name) => {
    const own = templates[name]?.Resources ?? {};
    const template = templateOf(name);
    const known = [own, template?.Resources, template?.Parameters];
    const ids = new Set(known.flatMap((part) => Object.keys(part ?? {})));
    const unknown = targets(own as unknown as JsonData).filter(
      (target) => !target.startsWith('AWS::') && !ids.has(target),
    );
    expect(unknown).toEqual([]);
  });
});

it('any data comes out of its literal as it went in', () => {
  const data = fc.letrec<{ value: JsonData }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'binary' }).filter((text) => !/[\ue000\ue001]/.test(text)),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  })).value;
  fc.assert(
    fc.property(data, (value) => {
      const written = tsLiteral(value, newWriting(), '');
      expect(new Function(`return ${written};`)()).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

it('any reference comes out of its code as it went in, whatever the names in it', () => {
  const name = fc.string({ unit: 'binary' });
  const reference = fc.oneof(
    name
      .filter((target) => !target.startsWith('AWS::'))
      .map((target) => ({ fn: 'Ref' as const, target })),
    fc.record({ fn: fc.constant('GetAtt' as const), resource: name, attribute: name }),
    fc
      .record({ name: fc.constant('Fn::If'), argument: fc.array(name) })
      .map((other) => ({ fn: 'other' as const, ...other })),
  );
  const stack = {
    Fn: {
      ref: (target: string) => `Ref ${target}`,
      getAtt: (...path: readonly string[]) => `GetAtt ${path.join('.')}`,
    },
    Token: { asString: (value: unknown) => JSON.stringify(value) },
  };
  fc.assert(
    fc.property(name, reference, (text, intrinsic) => {
      const writing = newWriting();
      const value = template(text, { kind: 'cloudformation', intrinsic });
      const written = tsLiteral([templateData(value, writing)], writing, '');
      const [found] = new Function('Fn', 'Token', `return ${written};`)(stack.Fn, stack.Token);
      const expected =
        intrinsic.fn === 'Ref'
          ? stack.Fn.ref(intrinsic.target)
          : intrinsic.fn === 'GetAtt'
            ? stack.Fn.getAtt(intrinsic.resource, intrinsic.attribute)
            : stack.Token.asString({ [intrinsic.name]: intrinsic.argument });
      expect(found).toBe(`${text}${expected}`);
    }),
    { numRuns: 300 },
  );
});
