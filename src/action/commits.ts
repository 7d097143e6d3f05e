import type { FileText } from '../core/project/files.ts';

/** The files of commits, wherever they are read. */
export interface Commits {
  readonly tree: (sha: string) => Promise<Tree>;
  /** The texts of files; binary, over-large and absent ones are left out. */
  readonly texts: (sha: string, paths: readonly string[]) => Promise<ReadonlyMap<string, FileText>>;
  /** How texts begin, also of over-large files, as far as that is known. */
  readonly beginnings: Commits['texts'];
}

/** The files of a commit. */
export interface Tree {
  /** Regular files only: a symbolic link holds a path, not a text. */
  readonly paths: readonly string[];
  readonly links: readonly string[];
  /** There are more than could be listed. */
  readonly isCut: boolean;
}
