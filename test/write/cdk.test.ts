import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { root } from '../../scripts/lib/root.ts';
import type { JsonData } from '../../src/core/template/reference.ts';
import { tsLiteral } from '../../src/core/write/cdk/typescript.ts';
import type { GeneratedRole } from '../support/evaluator.ts';
import { goldenCases, outputOf } from '../support/golden.ts';
import { grants } from '../support/terraform-policies.ts';

const CASES = join(root, 'test/golden/cases');
const DEPLOYMENT = { account: '111122223333', region: 'us-east-1' };
const names = goldenCases(CASES);
const run = promisify(execFile);

/** Inside the repository, so that the CDK is found from there. */
let directory = '';
let templates: Readonly<Record<string, { readonly Resources: Readonly<Record<string, Resource>> }>>;

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties differ from type to type
  readonly Properties: any;
}

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

  it.each(names)('has the statements of the JSON output: %s', async (name) => {
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
      const written = tsLiteral(value, { comments: new Map(), imports: new Set() }, '');
      expect(new Function(`return ${written};`)()).toEqual(value);
    }),
    { numRuns: 300 },
  );
});
