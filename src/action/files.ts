import { posix } from 'node:path';
import { byDirectory, type ProjectFiles, UNREAD } from '../core/project/files.ts';
import type { Snapshot } from './check.ts';

const NO_TEXT = 'a file that is too large or no text';

/** The files of a commit, as far as their texts were fetched. */
export interface CommitFiles extends ProjectFiles {
  /** Files that were asked for and have no text yet. */
  readonly wanted: ReadonlySet<string>;
}

/**
 * The files of a commit as files of a project.
 *
 * @param gone files that are not there any longer: they still count as files of the roles that had
 *   them.
 */
export function filesOfCommit(snapshot: Snapshot, gone: readonly string[]): CommitFiles {
  const { paths, links, isCut, texts } = snapshot;
  const directories = byDirectory([...paths, ...links, ...gone]);
  const wanted = new Set<string>();
  return {
    wanted,
    isCut,
    locate: (path) => posix.normalize(path),
    list: (directory) => directories.get(posix.normalize(directory)) ?? [],
    read(path) {
      const located = posix.normalize(path);
      const found = texts.get(located);
      if (found !== undefined) {
        return found;
      }
      if (links.has(located)) {
        return { kind: 'unread', why: UNREAD.link };
      }
      if (!paths.has(located)) {
        return { kind: 'absent' };
      }
      wanted.add(located);
      return { kind: 'unread', why: NO_TEXT };
    },
  };
}
