import picomatch from 'picomatch';
import { policyFilesOf } from '../config/assigned.ts';
import type { Config, RoleConfig } from '../config/config.ts';
import type { ProjectFiles } from './files.ts';
import type { Owners } from './owners.ts';
import { directoryOf, joinPaths, relativeTo } from './paths.ts';

/** Files that may hold flows; a configured glob such as `flows/**` means these only. */
const FLOW_FILE = /\.(?:json|ya?ml|template|tf)$/i;

/** What a configuration says of files. Its paths start from its own directory. */
export function ownersIn(config: Config, { locate }: Pick<ProjectFiles, 'locate'>): Owners {
  const home = directoryOf(locate(config.path));
  const fromRoot = (path: string) => locate(joinPaths(home, path));
  const roles = config.roles.map((role) => {
    const policies = policyFilesOf(role).map(fromRoot);
    return {
      role,
      isFlow: picomatch(role.flows.map((glob) => joinPaths('.', glob))),
      policies,
      // A policy can be one role of a template: the file counts with or without its fragment.
      files: new Set(policies.flatMap((path) => [path, path.replace(/#[^#]*$/, '')])),
    };
  });
  const known = new Map<string, RoleConfig | undefined>();
  const roleOfFile = (path: string) => {
    const located = locate(path);
    if (!known.has(located)) {
      const seen = relativeTo(located, home);
      known.set(located, roles.find(({ isFlow }) => isFlow(seen))?.role);
    }
    return known.get(located);
  };
  return {
    config,
    roleOf: ({ place }) => roleOfFile(place.file),
    roleOfFile,
    rolesOfFile(path) {
      const own = FLOW_FILE.test(path) ? roleOfFile(path) : undefined;
      const located = locate(path);
      return roles.flatMap(({ role, files }) => (role === own || files.has(located) ? [role] : []));
    },
    policiesOf: (role) => roles.find((one) => one.role === role)?.policies ?? [],
    filesOf: (role) => [...(roles.find((one) => one.role === role)?.files ?? [])],
    flowGlobs: (wanted) => wanted.flatMap(({ flows }) => flows.map(fromRoot)),
  };
}
