import { parsedJson } from '../parsed-json.ts';
import type { Entry } from './session.ts';
import { RESUME } from './steps/resume.ts';

/** An interview that was interrupted: what it was about, and the answers so far. */
export interface SavedSession {
  readonly version: 1;
  /** The working directory and the files that were named; another interview is not taken up. */
  readonly about: string;
  readonly entries: readonly Entry[];
}

const MOST_ENTRIES = 1_000;
const MOST_CHARACTERS = 200_000;

/** Writes answers down so that the interview can be taken up again. Answers are never secrets. */
export function savedText(about: string, entries: readonly Entry[]): string {
  return JSON.stringify({
    version: 1,
    about,
    entries: entries.filter(({ id }) => id !== RESUME),
  } satisfies SavedSession);
}

/**
 * The answers of an interrupted interview.
 *
 * @param text what stands in the file, which anybody may have written.
 * @returns undefined for anything that is no interview about the same, or has no answers.
 */
export function savedEntries(text: string, about: string): readonly Entry[] | undefined {
  const data = text.length > MOST_CHARACTERS ? undefined : parsedJson(text);
  if (!isObject(data) || data['version'] !== 1 || data['about'] !== about) {
    return undefined;
  }
  const entries = data['entries'];
  return Array.isArray(entries) &&
    entries.length > 0 &&
    entries.length <= MOST_ENTRIES &&
    entries.every(isEntry)
    ? entries.map(({ id, values }) => ({ id, values }))
    : undefined;
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isEntry(data: unknown): data is Entry {
  return (
    isObject(data) &&
    typeof data['id'] === 'string' &&
    Array.isArray(data['values']) &&
    data['values'].every((value) => typeof value === 'string' && value.length <= 4096)
  );
}
