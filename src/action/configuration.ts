import { CONFIG_NAME, CONFIG_NAMES, type Config } from '../core/config/config.ts';
import type { Problem } from '../core/problem.ts';
import { configIn } from '../core/project/config.ts';
import { type FileContents, filesInMemory } from '../core/project/files.ts';
import { inlineCode } from '../core/report/markdown/escape.ts';

/** What the configuration of a repository says, or what is wrong with it. */
export interface Configuration {
  readonly config?: Config;
  readonly problems: readonly Problem[];
  /** What people should know, in Markdown. */
  readonly notices: readonly string[];
}

/** The paths that the configuration may have, the one that was named last. */
export function configPaths(named: string): readonly [string, string] {
  const other = named === CONFIG_NAME ? CONFIG_NAMES.find((name) => name !== named) : undefined;
  return [named, other ?? named];
}

/**
 * Reads the configuration that the input `config` names, of the commit whose settings count.
 *
 * @param contents what is at each of `configPaths` there.
 */
export async function configurationOf(
  named: string,
  contents: ReadonlyMap<string, FileContents>,
): Promise<Configuration> {
  const isDefault = named === CONFIG_NAME;
  const files = {
    ...filesInMemory(new Map()),
    read: (path: string): FileContents => contents.get(path) ?? { kind: 'absent' },
  };
  const name = `The configuration ${inlineCode(named)} (on the base branch, where it is read)`;
  if (!isDefault && files.read(named).kind === 'absent') {
    return { problems: [], notices: [`${name} does not exist.`] };
  }
  const found = await configIn(files, isDefault ? undefined : named);
  switch (found.kind) {
    case 'none':
      return { problems: [], notices: [] };
    case 'config':
      return { config: found.config, problems: [], notices: [] };
    case 'wrong':
      return {
        problems: found.problems,
        notices: [`${name} has errors, so that nothing was checked.`],
      };
  }
}
