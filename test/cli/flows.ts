import type { Run } from '../support/run-cli.ts';

/** Options with which a flow without placeholders leaves nothing open. */
export const DEPLOYMENT = ['--account', '123456789012', '--region', 'us-east-1'] as const;

/** A small bare definition: one prompt with one foundation model. */
export const SMALL_FLOW = flowOf(promptNode('amazon.nova-lite-v1:0'));

/** The text of a bare definition with these nodes between an input and an output. */
export function flowOf(...nodes: readonly object[]): string {
  const ends = [{ name: 'Start', type: 'Input' }, ...nodes, { name: 'End', type: 'Output' }];
  return JSON.stringify({ nodes: ends, connections: [] });
}

/** The same inside the input of CreateFlow. */
export function namedFlow(name: string, ...nodes: readonly object[]): string {
  return JSON.stringify({ name, definition: JSON.parse(flowOf(...nodes)) });
}

export function promptNode(modelId: string, name = 'Ask') {
  const configuration = { prompt: { sourceConfiguration: { inline: { modelId } } } };
  return { name, type: 'Prompt', configuration };
}

export function lambdaNode(lambdaArn: string, name = 'Call') {
  return { name, type: 'LambdaFunction', configuration: { lambdaFunction: { lambdaArn } } };
}

export function agentNode(agentAliasArn: string, name = 'Delegate') {
  return { name, type: 'Agent', configuration: { agent: { agentAliasArn } } };
}

export function lexNode(botAliasArn: string, name = 'Understand') {
  return { name, type: 'Lex', configuration: { lex: { botAliasArn, localeId: 'en_US' } } };
}

export interface PolicyJson {
  readonly Version: string;
  readonly Statement: readonly StatementJson[];
}

export interface StatementJson {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

/** One entry of what `--format json` prints. */
export interface RoleJson {
  readonly flow: { readonly name: string; readonly source: string };
  readonly roleName: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly partition: string | null;
  readonly trustPolicy: PolicyJson;
  readonly identityPolicies: readonly {
    readonly name: string;
    readonly kind: string;
    readonly document: PolicyJson;
  }[];
  readonly resourcePolicies: readonly {
    readonly service: string;
    readonly resource: string;
    readonly document: PolicyJson;
  }[];
  readonly questions: readonly {
    readonly key: string;
    readonly prompt: string;
    readonly where: string;
  }[];
  readonly warnings: readonly string[];
}

/** The roles that a run with `--format json` printed. */
export function rolesOf({ stdout }: Pick<Run, 'stdout'>): readonly RoleJson[] {
  return JSON.parse(stdout).roles;
}

/** All resources that the identity-based policies of printed roles name. */
export function resourcesOf(run: Pick<Run, 'stdout'>): readonly string[] {
  return rolesOf(run).flatMap(({ identityPolicies }) =>
    identityPolicies.flatMap(({ document }) =>
      document.Statement.flatMap(({ Resource = [] }) => Resource),
    ),
  );
}
