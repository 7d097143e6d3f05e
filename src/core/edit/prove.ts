import type { Finding } from '../compare/finding.ts';
import type { FileChange } from '../file.ts';
import { InputError, showProblem } from '../problem.ts';
import type { Draft } from './task.ts';

/** Compares everything again, as the face that asks for changes reads files. */
export interface Proof {
  /** All that is found in the files as they are, also what nobody wants mended. */
  readonly before: readonly Finding[];
  /** All that is found with changed files in place of the old. @throws InputError for unreadable ones. */
  readonly recheck: (changes: readonly FileChange[]) => Promise<readonly Finding[]>;
}

/** A change that did not hold and is not handed out, which is a fault of the program. */
export interface Fault {
  readonly paths: readonly string[];
  readonly why: string;
  /** The findings that are left by it; each says so in `remedy`. */
  readonly findings: readonly Finding[];
}

/** What is said of a fault, wherever it is shown. */
export function faultText({ paths, why }: Pick<Fault, 'paths' | 'why'>): string {
  return `${paths.join(', ')} is not changed: the edit was checked before writing, and ${why}. This is a bug in flow-role-wizard, not in your file. Please report it, and attach the file.`;
}

/**
 * Tries drafts before they are handed out. With them the findings that they mend must be gone, and
 * there must be no other. Drafts that do not hold together are tried one by one.
 */
export async function prove(
  drafts: readonly Draft[],
  proof: Proof,
): Promise<{ readonly held: readonly Draft[]; readonly faults: readonly Fault[] }> {
  const sound: Draft[] = [];
  const faults: Fault[] = [];
  for (const one of drafts) {
    const why = one.inspect();
    if (why === undefined) {
      sound.push(one);
    } else {
      faults.push(faultOf(one, why));
    }
  }
  if (sound.length === 0 || (await failure(sound, proof)) === undefined) {
    return { held: sound, faults };
  }
  let held: readonly Draft[] = [];
  for (const one of sound) {
    const why = await failure([...held, one], proof);
    if (why === undefined) {
      held = [...held, one];
    } else {
      faults.push(faultOf(one, why));
    }
  }
  return { held, faults };
}

function faultOf({ changes, mends }: Draft, why: string): Fault {
  const paths = changes.map(({ path }) => path);
  const remedy = faultText({ paths, why });
  return { paths, why, findings: mends.map((finding) => ({ ...finding, remedy })) };
}

/** Why drafts do not hold; undefined where they do. */
async function failure(
  drafts: readonly Draft[],
  { before, recheck }: Proof,
): Promise<string | undefined> {
  try {
    const after = await recheck(drafts.flatMap(({ changes }) => changes));
    return difference(
      before,
      after,
      drafts.flatMap(({ mends }) => mends),
    );
  } catch (error) {
    if (error instanceof InputError) {
      return `it can no longer be read (${error.problems.map(showProblem).join(' ')})`;
    }
    throw error;
  }
}

/**
 * What is found that should not be. What nodes lack is known by name. What policies have too much
 * is counted, as an edit changes the words in which the same thing is said.
 */
function difference(
  before: readonly Finding[],
  after: readonly Finding[],
  mended: readonly Finding[],
): string | undefined {
  const allowed = countBy(before);
  const gone = new Set<string>();
  for (const finding of mended) {
    const key = keyOf(finding);
    allowed.set(key, (allowed.get(key) ?? 0) - 1);
    gone.add(key);
  }
  const counts = countBy(after);
  const worse = after.find(
    (finding) => (counts.get(keyOf(finding)) ?? 0) > Math.max(allowed.get(keyOf(finding)) ?? 0, 0),
  );
  return worse === undefined
    ? undefined
    : `${gone.has(keyOf(worse)) ? 'this would remain' : 'this would be new'}: ${worse.why}`;
}

function countBy(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  }
  return counts;
}

/** What was not decided can turn out to be missing: that is the same, said better. */
function keyOf({ kind, rule, subject, action, resource, condition, flow }: Finding): string {
  return kind === 'missing' || kind === 'unknown'
    ? JSON.stringify([subject, action, resource, condition, flow])
    : JSON.stringify([rule, subject]);
}
