import { currentLines } from './movement.ts';
import { headOf, pullOf, type ReviewComment, refOf, type State } from './state.ts';

/** What a suggestion puts in place of the lines of its comment; nothing if there is none. */
export function suggestionIn(body: string): string | undefined {
  const found = /^(`{3,}|~{3,})suggestion[^\n]*\n([\s\S]*?)^\1[ \t]*$/m.exec(
    body.replaceAll('\r\n', '\n'),
  );
  return found?.[2];
}

interface Placed {
  readonly path: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Commits suggestions to the branch of their pull request, as the button "Commit suggestion" does,
 * or "Add suggestion to batch" for several.
 *
 * @throws Error for a comment without a suggestion, or one whose lines have changed.
 */
export async function applySuggestions(
  state: State,
  comments: readonly ReviewComment[],
): Promise<string> {
  const [first] = comments;
  if (first === undefined) {
    throw new Error('There is no suggestion to apply.');
  }
  const pull = pullOf(state, first.pull);
  const head = await headOf(state, pull);
  const texts = new Map<string, string>();
  const placed: Placed[] = [];
  for (const comment of comments) {
    const text = suggestionIn(comment.body);
    const lines = await currentLines(state, comment);
    if (text === undefined || lines === undefined || comment.side !== 'RIGHT') {
      throw new Error(`Comment ${comment.id} has no suggestion that can be applied.`);
    }
    placed.push({ path: comment.path, text, ...lines });
  }
  // From the last line to the first, so that no suggestion moves the lines of another.
  placed.sort((a, b) => b.start - a.start);
  for (const [at, { path, text, start, end }] of placed.entries()) {
    if (placed.slice(at + 1).some((other) => other.path === path && other.end >= start)) {
      throw new Error('Suggestions that overlap cannot be applied in one batch.');
    }
    const before =
      texts.get(path) ?? (await state.repository.blob(`${head}:${path}`))?.toString('utf8') ?? '';
    texts.set(path, replaceLines(before, start, end, text));
  }
  const ref = refOf(state, pull.headRepository, pull.headRef);
  return state.repository.commit(ref, Object.fromEntries(texts), ref, 'Apply suggestions');
}

/** Lines keep the line ending of the file; the last one keeps having none. */
export function replaceLines(before: string, start: number, end: number, text: string): string {
  const ending = before.includes('\r\n') ? '\r\n' : '\n';
  const lines = before.split(/\r?\n/);
  const replacement = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  return [...lines.slice(0, start - 1), ...replacement, ...lines.slice(end)].join(ending);
}
