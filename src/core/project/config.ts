import { CONFIG_NAMES, type Config } from '../config/config.ts';
import { InputError, type Problem } from '../problem.ts';
import type { ProjectFiles } from './files.ts';

/** The configuration of a project, or what is wrong with it. */
export type FoundConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/**
 * Reads the configuration that somebody named, else the one at the root of the project:
 * `.flow-role.yml` or `.flow-role.yaml`, not both.
 */
export async function configIn(files: ProjectFiles, named?: string): Promise<FoundConfig> {
  const present = (named === undefined ? CONFIG_NAMES : [named]).flatMap((path) => {
    const contents = files.read(path);
    return contents.kind === 'absent' ? [] : [{ path, contents }];
  });
  const [first, second] = present;
  if (first === undefined) {
    return named === undefined
      ? { kind: 'none' }
      : wrong(named, 'no file', 'the configuration that was named');
  }
  if (second !== undefined) {
    return wrong(
      second.path,
      `a second configuration beside ${first.path}`,
      'one configuration: remove one of the two files',
    );
  }
  const { path, contents } = first;
  if (contents.kind !== 'text') {
    const why = contents.kind === 'unread' ? contents.why : 'no file';
    return wrong(path, why, 'a configuration in YAML');
  }
  const { readConfig } = await import('../config/read.ts');
  try {
    return { kind: 'config', config: readConfig(path, contents.text) };
  } catch (error) {
    if (error instanceof InputError) {
      return { kind: 'wrong', problems: error.problems };
    }
    throw error;
  }
}

function wrong(path: string, found: string, expected: string): FoundConfig {
  return {
    kind: 'wrong',
    problems: [{ place: { file: path, line: 1, column: 1 }, found, expected }],
  };
}
