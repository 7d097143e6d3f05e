import type { FileChange } from '../../core/file.ts';
import type { Checker, Snapshot } from '../check.ts';
import { overlay } from '../check.ts';
import type { ShownLines } from '../diff/hunks.ts';
import { joinLineChanges, type LineChange, lineChanges } from '../diff/line-change.ts';
import { numbered } from './numbered.ts';
import { applySuggestions, type Suggestion, suggestionFor } from './suggestion.ts';

/** A suggestion that was tried, and the fingerprints of what it mends. */
export interface Proven {
  readonly suggestion: Suggestion;
  readonly mends: readonly string[];
}

/** Changes further apart than this are not put into one suggestion. */
const MOST_LINES_BETWEEN = 12;

/**
 * Makes suggestions from changed files, and keeps those that are proven: each alone leads to files
 * in which nothing new is found and something is mended, and so do all of them together.
 *
 * @param shown the lines that the pull request shows, by path.
 */
export async function provenSuggestions(
  checker: Checker,
  snapshot: Snapshot,
  changes: readonly FileChange[],
  shown: ReadonlyMap<string, readonly ShownLines[]>,
): Promise<readonly Proven[]> {
  const { roles } = await checker.check(snapshot);
  const proven: Proven[] = [];
  for (const { path, before: text, after } of changes) {
    const hunks = shown.get(path) ?? [];
    if (text === '' || hunks.length === 0) {
      continue;
    }
    const own = roles.filter(({ files }) => files.includes(path)).flatMap(({ files }) => files);
    const around = only(snapshot, new Set([path, ...own]));
    const before = await fingerprints(checker, around);
    const near = () => proven.filter(({ suggestion }) => around.texts.has(suggestion.path));
    const all = lineChanges(text, after);
    for (let at = 0; at < all.length; ) {
      const [found, used] = await firstProven(all.slice(at), async (candidate) => {
        const taken = proven.map(({ suggestion }) => suggestion);
        const change = joinLineChanges(text, candidate);
        const suggestion = suggestionFor(path, text, change, hunks, taken);
        const alone = suggestion && (await prove(checker, around, before, [suggestion]));
        const fits = alone && (await composes(checker, around, before, [...near(), alone]));
        return fits ? alone : undefined;
      });
      proven.push(...(found === undefined ? [] : [found]));
      at += used;
    }
  }
  return proven;
}

/**
 * Only some of the files that were read: what other roles read cannot change what is found here.
 * The others are not there at all, since a file without its text is one that could not be read.
 */
function only(snapshot: Snapshot, paths: ReadonlySet<string>): Snapshot {
  const isKept = (path: string) => paths.has(path) || !snapshot.texts.has(path);
  return {
    ...snapshot,
    paths: new Set([...snapshot.paths].filter(isKept)),
    texts: new Map([...snapshot.texts].filter(([path]) => paths.has(path))),
  };
}

/** Tries the first change alone, then together with those that follow closely. */
async function firstProven(
  changes: readonly LineChange[],
  attempt: (changes: readonly LineChange[]) => Promise<Proven | undefined>,
): Promise<readonly [Proven | undefined, number]> {
  for (let count = 1; count <= changes.length && isClose(changes.slice(0, count)); count += 1) {
    const found = await attempt(changes.slice(0, count));
    if (found !== undefined) {
      return [found, count];
    }
  }
  return [undefined, 1];
}

function isClose(changes: readonly LineChange[]): boolean {
  return changes.every(
    ({ start }, at) => at === 0 || start - (changes[at - 1]?.end ?? 0) <= MOST_LINES_BETWEEN,
  );
}

async function composes(
  checker: Checker,
  snapshot: Snapshot,
  before: ReadonlySet<string>,
  proven: readonly Proven[],
): Promise<boolean> {
  if (proven.length < 2) {
    return true;
  }
  const whole = await prove(
    checker,
    snapshot,
    before,
    proven.map(({ suggestion }) => suggestion),
  );
  const mended = new Set(whole?.mends);
  return proven.every(({ mends }) => mends.every((fingerprint) => mended.has(fingerprint)));
}

async function prove(
  checker: Checker,
  snapshot: Snapshot,
  before: ReadonlySet<string>,
  suggestions: readonly Suggestion[],
): Promise<Proven | undefined> {
  const [suggestion] = suggestions;
  const paths = [...new Set(suggestions.map(({ path }) => path))];
  const texts = paths.map((path) => {
    const own = suggestions.filter((one) => one.path === path);
    const before = snapshot.texts.get(path)?.text ?? '';
    return [path, { kind: 'text', text: applySuggestions(before, own) } as const] as const;
  });
  const after = await fingerprints(checker, overlay(snapshot, texts)).catch(() => undefined);
  const isNoWorse = after !== undefined && [...after].every((found) => before.has(found));
  const mends = [...before].filter((found) => !after?.has(found));
  return suggestion !== undefined && isNoWorse && mends.length > 0
    ? { suggestion, mends }
    : undefined;
}

/** What a check finds, with files that cannot be read among it. */
async function fingerprints(checker: Checker, snapshot: Snapshot): Promise<ReadonlySet<string>> {
  const { roles, problems } = await checker.check(snapshot);
  return new Set([
    ...numbered(roles.flatMap(({ findings }) => findings)).map(({ fingerprint }) => fingerprint),
    ...problems.map(({ place, found }) => `problem ${place.file} ${found}`),
  ]);
}
