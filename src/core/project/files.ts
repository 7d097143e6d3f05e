import { decodeText } from '../document/decode.ts';
import type { SourceFile } from '../file.ts';
import type { ListRelated, OpenRelated } from '../read/format.ts';
import { baseName, directoryOf, isAbsolutePath, isInside, joinPaths } from './paths.ts';

/** A file that could be read. */
export interface FileText {
  readonly kind: 'text';
  readonly text: string;
  /** Why no edit of the file can be written; it completes "it is …". */
  readonly readOnly?: string;
}

/** What is found at a path. */
export type FileContents =
  | FileText
  | { readonly kind: 'absent' }
  /** There is something, or may be, that was not read; `why` completes "it is …". */
  | { readonly kind: 'unread'; readonly why: string };

/**
 * The files of a project, wherever they are kept: a directory, a commit, or memory. All that a check
 * knows of files, it knows from here.
 */
export interface ProjectFiles {
  readonly read: (path: string) => FileContents;
  /**
   * The names of the files in a directory, sorted. It may name files that are gone by now; `read`
   * then says so.
   */
  readonly list: (directory: string) => readonly string[];
  /** The one spelling of a path, relative to the root of the project where it lies below it. */
  readonly locate: (path: string) => string;
  /** Whether there may be files that `list` and `read` do not know of. */
  readonly isCut: boolean;
}

/** A module has few files; a directory with more is none. */
const MAX_MODULE_FILES = 500;

/** Larger files are not read: no flow, template or policy comes near it. */
export const MAX_FILE_BYTES = 5_000_000;

/** Why a file is not read, in every face. */
export const UNREAD = {
  link: 'a symbolic link, and links are not followed',
  tooLarge: `more than ${MAX_FILE_BYTES} bytes, which no flow, template or policy has`,
  noText: 'bytes that are no text',
} as const;

const IN_UTF_16 = 'in UTF-16: save it in UTF-8 first';

/** The contents of a file of these bytes. @param keepsMark see `decodeText`. */
export function contentsOf(bytes: Uint8Array, keepsMark = false): FileContents {
  const decoded = decodeText(bytes, keepsMark);
  return decoded === undefined
    ? { kind: 'unread', why: UNREAD.noText }
    : {
        kind: 'text',
        text: decoded.text,
        ...(decoded.isUtf16 && { readOnly: IN_UTF_16 }),
      };
}

/** Files in memory, by path. */
export function filesInMemory(
  texts: ReadonlyMap<string, string>,
  unread: ReadonlyMap<string, string> = new Map(),
): ProjectFiles {
  const directories = byDirectory([...texts.keys(), ...unread.keys()]);
  const locate = (path: string) => joinPaths('.', path);
  return {
    read(path) {
      const text = texts.get(locate(path));
      const why = unread.get(locate(path));
      return text !== undefined
        ? { kind: 'text', text }
        : why !== undefined
          ? { kind: 'unread', why }
          : { kind: 'absent' };
    },
    list: (directory) => directories.get(locate(directory)) ?? [],
    locate,
    isCut: false,
  };
}

/** The names of files by the directory that they lie in, sorted. */
export function byDirectory(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const path of paths) {
    const directory = directoryOf(path);
    const names = found.get(directory) ?? new Set();
    names.add(baseName(path));
    found.set(directory, names);
  }
  return new Map([...found].map(([directory, names]) => [directory, [...names].sort()]));
}

/** The same files with other texts in some of them, as they would be after a change. */
export function withTexts(
  files: ProjectFiles,
  changes: Iterable<readonly [path: string, text: string]>,
): ProjectFiles {
  const changed = new Map([...changes].map(([path, text]) => [files.locate(path), text]));
  const added = byDirectory(changed.keys());
  return {
    ...files,
    read(path) {
      const text = changed.get(files.locate(path));
      return text === undefined ? files.read(path) : { kind: 'text', text };
    },
    list(directory) {
      const more = added.get(files.locate(directory)) ?? [];
      return [...new Set([...files.list(directory), ...more])].sort();
    },
  };
}

/** Files that remember what was read of them. */
export interface RecordedFiles extends ProjectFiles {
  /** Every file that was read, by the path that it was asked for by. */
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/**
 * Reads each file once, and remembers it: what is judged and what is edited is the same text.
 *
 * @param read what was read already.
 */
export function recorded(
  files: ProjectFiles,
  read: Iterable<{ readonly path: string; readonly contents: FileContents }>,
): RecordedFiles {
  const known = new Map<string, FileContents>();
  const sources = new Map<string, SourceFile>();
  const record = (path: string, contents: FileContents) => {
    known.set(files.locate(path), contents);
    if (contents.kind === 'text' && !sources.has(path)) {
      sources.set(path, { path, text: contents.text });
    }
    return contents;
  };
  for (const { path, contents } of read) {
    record(path, contents);
  }
  return {
    ...files,
    sources,
    read: (path) => record(path, known.get(files.locate(path)) ?? files.read(path)),
  };
}

/**
 * Opens files that another file names. They must lie below the root or beside that file: a template
 * cannot make the program read anything else.
 *
 * @param opened is told every path that is asked for.
 */
export function relatedIn(
  files: ProjectFiles,
  opened: (path: string) => void,
): { readonly open: OpenRelated; readonly list: ListRelated } {
  const openAt = (path: string): SourceFile | undefined => {
    opened(path);
    const contents = files.read(path);
    return contents.kind === 'text' ? { path, text: contents.text } : undefined;
  };
  return {
    open(from, path) {
      const home = directoryOf(files.locate(from));
      const target = files.locate(joinPaths(home, path));
      const isAllowed =
        !isAbsolutePath(path) &&
        !path.includes('\u0000') &&
        (isInside(target, '.') || isInside(target, home));
      return isAllowed ? openAt(target) : undefined;
    },
    list(from, directory = '.') {
      const own = files.locate(from);
      const beside = directoryOf(own);
      const home = files.locate(joinPaths(beside, directory));
      if (home !== files.locate(beside) && !isInside(home, '.') && !isInside(home, beside)) {
        return [];
      }
      return files
        .list(home)
        .filter((name) => /\.tf$/i.test(name))
        .slice(0, MAX_MODULE_FILES)
        .map((name) => joinPaths(home, name))
        .filter((path) => path !== own)
        .flatMap((path) => openAt(path) ?? []);
    },
  };
}
