import type { Flow } from '../../src/core/flow/flow.ts';
import type { Fact } from '../../src/core/plan/facts.ts';
import {
  type Knowledge,
  type PlannedRole,
  planRoles,
  wrongAnswers,
} from '../../src/core/plan/plan-roles.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { display } from '../../src/core/template/template.ts';
import { type OutputFormatName, outputFormat } from '../../src/core/write/index.ts';

/** What a test says about the world; the account and the Region are known when left out. */
export interface World {
  readonly format?: OutputFormatName;
  readonly given?: readonly Fact[];
  readonly answers?: Readonly<Record<string, string>>;
}

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** Facts as the options `--account` and so on give them. */
export function flags(parts: { readonly [part in Fact['part']]?: string }): readonly Fact[] {
  return (['account', 'region', 'partition'] as const).flatMap((part) => {
    const value = parts[part];
    return value === undefined
      ? []
      : [{ part, value, origin: { kind: 'flag', name: `--${part}` } }];
  });
}

/** The flows of files, read together. */
export async function flowsOf(files: Readonly<Record<string, string>>): Promise<readonly Flow[]> {
  const flows = await Promise.all(
    Object.entries(files).map(([path, text]) => readFlows({ path, text }, () => undefined)),
  );
  return flows.flat();
}

/** All that is known in a world. */
export async function knowledgeOf(world: World): Promise<Knowledge> {
  const { format = 'json', given = flags({ account: ACCOUNT, region: REGION }), answers } = world;
  const { keeps } = await outputFormat(format);
  return { given, answers: new Map(Object.entries(answers ?? {})), keeps, pinRegions: false };
}

/** Plans the only role that the flows of files need. */
export async function planned(
  files: Readonly<Record<string, string>>,
  world: World = {},
): Promise<PlannedRole> {
  const [role, ...others] = planRoles(await flowsOf(files), await knowledgeOf(world));
  if (role === undefined || others.length > 0) {
    throw new Error('one role was expected');
  }
  return role;
}

/** What is wrong with the answers of a world. */
export async function answersRefused(
  files: Readonly<Record<string, string>>,
  world: World,
): Promise<readonly string[]> {
  return wrongAnswers(await flowsOf(files), await knowledgeOf(world)).map(({ text }) => text);
}

/** The roles of files as they are printed. */
export async function printed(
  files: Readonly<Record<string, string>>,
  world: World = {},
): Promise<string> {
  const { print } = await outputFormat(world.format ?? 'json');
  return print(planRoles(await flowsOf(files), await knowledgeOf(world)));
}

/** The resources of the statement with a Sid, open questions as `<KEY>`. */
export function resourcesOf({ plan }: PlannedRole, sid: string): readonly string[] {
  return plan.identity
    .flatMap(({ document }) => document.statements)
    .filter((statement) => statement.sid === sid)
    .flatMap(({ resources = [] }) => resources.map(display));
}

/** A flow definition with these nodes, as API JSON. */
export function flowOf(...nodes: readonly unknown[]): string {
  return JSON.stringify({ nodes, connections: [] });
}

/** A node with the configuration of its kind. */
export function node(name: string, type: string, configuration?: unknown): unknown {
  const member = type.charAt(0).toLowerCase() + type.slice(1);
  return {
    name,
    type,
    ...(configuration !== undefined && { configuration: { [member]: configuration } }),
  };
}

/** A prompt node with a prompt of its own. */
export function prompt(name: string, modelId: unknown): unknown {
  return node(name, 'Prompt', { sourceConfiguration: { inline: { modelId } } });
}

/** A prompt node with a prompt of Prompt management. */
export function managedPrompt(name: string, promptArn: unknown): unknown {
  return node(name, 'Prompt', { sourceConfiguration: { resource: { promptArn } } });
}

/** A node that reads from a bucket. */
export function retrieval(name: string, bucketName: unknown): unknown {
  return node(name, 'Retrieval', { serviceConfiguration: { s3: { bucketName } } });
}
