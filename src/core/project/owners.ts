import type { Config, RoleConfig } from '../config/config.ts';
import type { Flow } from '../flow/flow.ts';

/** Which role the files of a project belong to, as a configuration says. */
export interface Owners {
  readonly config?: Config;
  /** The role of a flow, by the first of the globs that matches its file. */
  readonly roleOf: (flow: Flow) => RoleConfig | undefined;
  /** The same of a file that may hold a flow. */
  readonly roleOfFile: (path: string) => RoleConfig | undefined;
  /** The roles that a file belongs to, as a flow or as a policy. */
  readonly rolesOfFile: (path: string) => readonly RoleConfig[];
  /** The policies that the configuration names for a role, from the root: `FILE` or `FILE#ROLE`. */
  readonly policiesOf: (role: RoleConfig) => readonly string[];
  /** The policy files of a role, from the root. */
  readonly filesOf: (role: RoleConfig) => readonly string[];
  /** The globs of the flow files of roles, from the root. */
  readonly flowGlobs: (roles: readonly RoleConfig[]) => readonly string[];
}

/** Without a configuration no file belongs to any role. */
export const NO_OWNERS: Owners = {
  roleOf: () => undefined,
  roleOfFile: () => undefined,
  rolesOfFile: () => [],
  policiesOf: () => [],
  filesOf: () => [],
  flowGlobs: () => [],
};
