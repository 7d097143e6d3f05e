import { contentsOf, type FileText } from '../../core/project/files.ts';
import type { Commits, Tree } from '../commits.ts';
import { type Blob, fits, textOf } from './blob.ts';
import type { Repository } from './where.ts';

const TEXTS_AT_ONCE = 200;

/** So many files of a check are asked for one by one. */
const MAX_WHOLE_FILES = 20;

/** The files of commits. */
export function contentsIn({ client, owner, repo }: Repository): Commits {
  const where = { owner, repo };
  const read = async (
    sha: string,
    paths: readonly string[],
    textIn: (blob: Blob) => FileText | undefined | Promise<FileText | undefined>,
  ): Promise<ReadonlyMap<string, FileText>> => {
    const found = new Map<string, FileText>();
    for (let at = 0; at < paths.length; at += TEXTS_AT_ONCE) {
      const part = paths.slice(at, at + TEXTS_AT_ONCE);
      const { repository } = await client.graphql<{ repository: Record<string, Blob | null> }>(
        textsQuery(part.length),
        {
          owner,
          repo,
          ...Object.fromEntries(part.map((path, index) => [`e${index}`, `${sha}:${path}`])),
        },
      );
      for (const [index, path] of part.entries()) {
        const blob = repository[`f${index}`];
        const text = blob ? await textIn(blob) : undefined;
        if (text !== undefined) {
          found.set(path, text);
        }
      }
    }
    return found;
  };
  /** A file that GraphQL gives no text of, or not all: over 512 kB, or in UTF-16. */
  const whole = async (oid: string): Promise<FileText | undefined> => {
    const { data } = await client.rest.git.getBlob({ ...where, file_sha: oid });
    const contents = contentsOf(Buffer.from(data.content, 'base64'), true);
    return contents.kind === 'text' ? contents : undefined;
  };
  return {
    tree: async (sha: string): Promise<Tree> => {
      const { data } = await client.rest.git.getTree({ ...where, tree_sha: sha, recursive: '1' });
      const pathsOf = (...modes: readonly string[]) =>
        data.tree
          .filter(({ type, mode }) => type === 'blob' && modes.includes(mode))
          .map(({ path }) => path);
      const paths = pathsOf('100644', '100755');
      return { paths, links: pathsOf('120000'), isCut: data.truncated };
    },
    texts: (sha: string, paths: readonly string[]) => {
      let left = MAX_WHOLE_FILES;
      return read(sha, paths, (blob) => {
        const text = textOf(blob);
        const isWanted = text === undefined && blob.oid !== undefined && fits(blob) && left > 0;
        left -= isWanted ? 1 : 0;
        return isWanted ? whole(blob.oid) : text;
      });
    },
    beginnings: (sha: string, paths: readonly string[]) =>
      read(sha, paths, ({ text }) => (text === null ? undefined : { kind: 'text', text })),
  };
}

function textsQuery(count: number): string {
  const at = Array.from({ length: count }, (_, index) => index);
  return `query($owner: String!, $repo: String!, ${at.map((n) => `$e${n}: String!`).join(', ')}) {
    repository(owner: $owner, name: $repo) {
      ${at.map((n) => `f${n}: object(expression: $e${n}) { ... on Blob { oid byteSize text isTruncated } }`).join('\n')}
    }
  }`;
}
