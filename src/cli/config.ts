import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { assignedBy } from '../core/config/assigned.ts';
import { CONFIG_NAME, type Config, type RoleConfig } from '../core/config/config.ts';
import { readConfig } from '../core/config/read.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { AssignedRole } from '../core/interview/interview.ts';
import { decode } from './decode.ts';
import { readRegularFile, shown } from './read-file.ts';
import { UsageError } from './usage.ts';

/** A configuration file whose paths can be looked up. */
export interface LoadedConfig extends Config {
  /** The directory that its paths start from, relative to the working directory. */
  readonly directory: string;
}

/**
 * Loads the configuration that was named, or the one in the working directory; undefined when
 * there is none.
 *
 * @throws UsageError for a named file that is not there. @throws InputError for one that is wrong.
 */
export function loadConfig(named: string | undefined): LoadedConfig | undefined {
  const path = named ?? CONFIG_NAME;
  if (!existsSync(path)) {
    if (named !== undefined) {
      throw new UsageError(`There is no configuration file "${named}".`);
    }
    return undefined;
  }
  // One that nobody named counts only if it is of this directory.
  const bytes = readRegularFile(path, named === undefined ? { within: ['.'] } : {});
  const config = readConfig(shown(path), decode(bytes, path));
  return { ...config, directory: dirname(path) };
}

/** The globs of the flow files of roles, from the working directory. */
export function flowGlobs({ directory }: LoadedConfig, roles: readonly RoleConfig[]): string[] {
  return roles.flatMap(({ flows }) => flows.map((glob) => shown(join(directory, glob))));
}

/** The role that a configuration gives a flow, by the first of its globs that matches. */
export function roleOf(config: LoadedConfig, flow: Flow): RoleConfig | undefined {
  const path = shown(relative(resolve(config.directory), resolve(flow.place.file)));
  return config.roles.find(({ flows }) => flows.some((glob) => picomatch.isMatch(path, glob)));
}

/** What a configuration says of the role of a flow. */
export function assignedRole(config: LoadedConfig, flow: Flow): AssignedRole | undefined {
  const role = roleOf(config, flow);
  return role && assignedBy(role);
}
