import { existsSync } from 'node:fs';
import { CONFIG_NAME } from '../core/config/config.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { Knowledge } from '../core/interview/interview.ts';
import { newRun } from '../core/read/run.ts';
import { refuseWrongAnswers } from './answers.ts';
import type { LoadedConfig } from './config.ts';
import { readInputs } from './inputs.ts';
import type { FlowOptions } from './options.ts';
import { UsageError } from './usage.ts';

/** The flows that a command is about, and all that is known of them. */
export interface LoadedFlows {
  readonly flows: readonly Flow[];
  readonly knowledge: Knowledge;
  /** The configuration that counts, where there is one. */
  readonly config?: LoadedConfig;
  readonly notes: readonly string[];
}

/**
 * Reads the flows that were named, with what a configuration says of their roles: a role always
 * comes with all of its flows, and without names all roles of the configuration come.
 *
 * @throws UsageError when nothing is named, and for answers that nobody asked for.
 */
export async function loadFlows(
  options: FlowOptions,
  keeps: Knowledge['keeps'],
): Promise<LoadedFlows> {
  const { files, given, answers, pinRegions } = options;
  const known = { given, answers, pinRegions, keeps };
  const loaded = await configOf(options);
  if (loaded === undefined) {
    if (files.length === 0) {
      throw new UsageError('Name at least one flow file, template or directory.');
    }
    const { flows, notes } = await readInputs(files);
    refuse(flows, known);
    return { flows, knowledge: known, notes };
  }
  const { assignedRole, flowGlobs, roleOf } = await import('./config.ts');
  const isAssigned = (flow: Flow) => roleOf(loaded, flow) !== undefined;
  const run = newRun();
  const named =
    files.length === 0 ? [] : (await readInputs(files, undefined, isAssigned, run)).flows;
  const roles =
    files.length === 0
      ? loaded.roles
      : loaded.roles.filter((role) => named.some((flow) => roleOf(loaded, flow) === role));
  const { flows, notes } = await readInputs(
    [...files, ...flowGlobs(loaded, roles)],
    undefined,
    isAssigned,
    run,
  );
  const knowledge: Knowledge = { ...known, assigned: (flow) => assignedRole(loaded, flow) };
  refuse(flows, knowledge);
  for (const role of roles) {
    const own = flows.filter((flow) => roleOf(loaded, flow) === role);
    refuseWrongAnswers(own, { ...known, answers: role.answers });
  }
  const used = roles.length === 0 ? [] : [`The roles are those of ${loaded.path}.`];
  return { flows, knowledge, config: loaded, notes: [...used, ...notes] };
}

/** A configuration that nobody named is looked for before its reader is loaded. */
async function configOf({ config }: FlowOptions): Promise<LoadedConfig | undefined> {
  if (config.kind === 'none' || (config.kind === 'default' && !existsSync(CONFIG_NAME))) {
    return undefined;
  }
  const { loadConfig } = await import('./config.ts');
  return loadConfig(config.kind === 'named' ? config.path : undefined);
}

function refuse(flows: readonly Flow[], knowledge: Knowledge): void {
  if (knowledge.answers.has('flow-id') && flows.length > 1) {
    throw new UsageError(
      `--flow-id names one flow, and there are ${flows.length}. Give one file, or leave it out.`,
    );
  }
  refuseWrongAnswers(flows, knowledge);
}
