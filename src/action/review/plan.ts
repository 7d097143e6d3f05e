import { callsForChange } from '../../core/compare/finding-kinds.ts';
import { printableDiff } from '../../core/edit/diff.ts';
import type { FileChange } from '../../core/file.ts';
import type { Place } from '../../core/place.ts';
import { fenced } from '../../core/report/markdown/escape.ts';
import { isShown, type ShownLines } from '../diff/hunks.ts';
import { writeMarker } from './marker.ts';
import type { Numbered } from './numbered.ts';
import type { Proven } from './prove.ts';
import { suggestionBlock } from './suggestion.ts';
import { explanation, headline } from './words.ts';

/** A comment on lines of the pull request that is to be posted. */
export interface PlannedComment {
  readonly kind: 'suggestion' | 'remark';
  readonly path: string;
  readonly start: number;
  readonly line: number;
  readonly fingerprints: readonly string[];
  readonly body: string;
  /** What is posted if GitHub does not take the comment; without any, the summary says it. */
  readonly otherwise: () => Promise<readonly PlannedComment[]>;
}

/** How findings are mended. */
export interface Mending {
  /** The edit that mends findings, as files before and after. */
  readonly mend: (findings: readonly Numbered[]) => Promise<readonly FileChange[]>;
  /** Whether a comment such as `/flow-role apply 1` gets the edit committed. */
  readonly isCommanded: boolean;
}

/** Long diffs are read better in the summary. */
const MOST_DIFF_CHARACTERS = 12_000;

/**
 * Plans one comment for each place: suggestions where the edit is on lines that the pull request
 * shows, and remarks on the lines that cause the other findings. What is in neither is left to the
 * summary.
 */
export async function planComments(
  findings: readonly Numbered[],
  proven: readonly Proven[],
  shown: ReadonlyMap<string, readonly ShownLines[]>,
  mending: Mending,
): Promise<readonly PlannedComment[]> {
  const mended = new Set(proven.flatMap(({ mends }) => mends));
  const others = findings.filter(({ fingerprint }) => !mended.has(fingerprint));
  const suggestions: PlannedComment[] = [];
  for (const { suggestion, mends } of proven) {
    const own = findings.filter(({ fingerprint }) => mends.includes(fingerprint));
    suggestions.push({
      kind: 'suggestion',
      path: suggestion.path,
      start: suggestion.start,
      line: suggestion.end,
      fingerprints: mends,
      body: body(own, suggestionBlock(suggestion)),
      otherwise: () => remarks(own, shown, mending),
    });
  }
  return [...suggestions, ...(await remarks(others, shown, mending))];
}

async function remarks(
  findings: readonly Numbered[],
  shown: ReadonlyMap<string, readonly ShownLines[]>,
  mending: Mending,
): Promise<readonly PlannedComment[]> {
  const groups = new Map<string, { readonly place: Place; readonly findings: Numbered[] }>();
  // What calls for no change is read in the summary.
  for (const one of findings.filter(({ finding }) => callsForChange(finding.kind))) {
    const place = placesOf(one).find(({ file, line }) =>
      isShown(shown.get(file) ?? [], line, line),
    );
    if (place !== undefined) {
      const key = `${place.line} ${place.file}`;
      const group = groups.get(key) ?? { place, findings: [] };
      group.findings.push(one);
      groups.set(key, group);
    }
  }
  const planned: PlannedComment[] = [];
  for (const { place, findings: own } of groups.values()) {
    planned.push({
      kind: 'remark',
      path: place.file,
      start: place.line,
      line: place.line,
      fingerprints: own.map(({ fingerprint }) => fingerprint),
      body: body(own, edit(own, await mending.mend(own), mending.isCommanded)),
      otherwise: () => Promise.resolve([]),
    });
  }
  return planned;
}

/** The line that causes a need comes first: it is what the pull request changes. */
function placesOf({ finding: { reasons, granted, place } }: Numbered): readonly Place[] {
  return [...reasons.map((reason) => reason.place), place, ...(granted ? [granted] : [])];
}

function body(findings: readonly Numbered[], rest: string): string {
  const fingerprints = findings.map(({ fingerprint }) => fingerprint);
  const parts = [
    writeMarker({ kind: 'finding', fingerprints, isMended: false }),
    ...findings.map(({ finding }) => `${headline(finding)}  \n${explanation(finding)}`),
    rest,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function edit(
  findings: readonly Numbered[],
  changes: readonly FileChange[],
  isCommanded: boolean,
): string {
  if (changes.length === 0) {
    return '';
  }
  const diff = changes.map(printableDiff).join('');
  const shown =
    diff.length > MOST_DIFF_CHARACTERS
      ? 'The edit is long: see the summary of this pull request.'
      : fenced('diff', diff);
  if (!isCommanded) {
    return shown;
  }
  const commands = findings.map(({ number }) => `\`/flow-role apply ${number}\``).join(' or ');
  return `${shown}\n\nThose who may write here commit this by commenting ${commands}.`;
}
