import { describe, expect, it } from 'vitest';
import { NODES, runCli } from '../support/run-cli.ts';

const PLACE = ['--account', '123456789012', '--region', 'us-east-1'];
const FLOW = 'json/support-triage.json';

interface Explained {
  readonly roles: readonly {
    readonly statements: readonly {
      readonly policy: string;
      readonly statement: { readonly Sid: string };
      readonly reasons: readonly { readonly node?: string; readonly where: string }[];
      readonly differences: readonly string[];
    }[];
  }[];
}

const statementsOf = (stdout: string) =>
  (JSON.parse(stdout) as Explained).roles.flatMap(({ statements }) => statements);

describe.each(NODES)('explain on the %s Node.js', (node) => {
  it('has a reason for every statement that generate writes', async () => {
    const [explained, generated] = await Promise.all([
      runCli(['explain', FLOW, ...PLACE, '--format', 'json'], { node }),
      runCli(['generate', FLOW, ...PLACE], { node }),
    ]);
    expect(explained.code).toBe(0);
    const statements = statementsOf(explained.stdout);
    const [role] = JSON.parse(generated.stdout).roles;
    const written = [
      role.trustPolicy,
      ...role.identityPolicies.map(({ document }: { document: unknown }) => document),
      ...role.resourcePolicies.map(({ document }: { document: unknown }) => document),
    ].flatMap(({ Statement: all }) => all);
    expect(statements.map(({ statement }) => statement)).toEqual(written);
    for (const { reasons } of statements) {
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.every(({ where }) => /^json\/support-triage\.json:\d+$/.test(where))).toBe(
        true,
      );
    }
  });

  it('says what one node causes', async () => {
    const run = await runCli(
      ['explain', FLOW, ...PLACE, '--node', 'OpenTicket', '--format', 'json', '--quiet'],
      { node },
    );
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const statements = statementsOf(run.stdout);
    expect(statements.map(({ statement }) => statement.Sid)).toEqual([
      'InvokeFunctions',
      'AllowFlowSupportTriageToInvokeFunctionPrecaution',
    ]);
    expect(statements.flatMap(({ reasons }) => reasons.map((reason) => reason.node))).toEqual([
      'OpenTicket',
      'OpenTicket',
    ]);
  });
});

it('says that a node needs nothing', async () => {
  const run = await runCli(['explain', FLOW, ...PLACE, '--node', 'Route']);
  expect(run).toMatchObject({ code: 0, stdout: '\n' });
  expect(run.stderr).toContain('Node "Route" needs no permission.');
});

it('names the nodes there are for one that is none', async () => {
  const run = await runCli(['explain', FLOW, '--node', 'Nobody']);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain('The nodes are: Ticket, Classify, Route');
});

it('keeps the names of a template, and shows what is open', async () => {
  const run = await runCli(['explain', 'cloudformation/document-qa.yaml']);
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/on \S*arn:\S*knowledge-base\/\$\{DocumentsBase\}/);
  expect(run.stdout).toContain('<account> is open');
});

it('tells where a statement differs from the AWS page, and why', async () => {
  const run = await runCli(['explain', FLOW, ...PLACE, '--format', 'markdown']);
  expect(run.stdout).toContain('has no resource\\-level permission');
  expect(run.stdout).toMatch(/^## Role `AmazonBedrockExecutionRoleForFlows_support-triage`$/m);
});

it.each([
  [['--format', 'yaml'], 'must be one of: text, json, markdown'],
  [['--bogus'], 'Unknown option --bogus.'],
])('%j is refused', async (args, message) => {
  const run = await runCli(['explain', FLOW, ...args]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(message);
});
