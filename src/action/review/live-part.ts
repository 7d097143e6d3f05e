import { escapeInJson } from '../../core/printable.ts';
import { fenced } from '../../core/report/markdown/escape.ts';
import type { CheckedRole } from '../check.ts';
import { code, folded } from './markdown.ts';

/** The policies of a role in AWS as they should be: no file has them that could be edited. */
export function livePart({ name, live }: CheckedRole): string {
  const changes = live?.corrected() ?? [];
  if (changes.length === 0) {
    return '';
  }
  const documents = changes.map(
    ({ path, after, apply }) =>
      `${code(path)}, to be saved and applied with ${code(apply)}:\n\n${fenced('json', escapeInJson(after))}`,
  );
  return folded(`What role ${code(name)} should have in AWS`, documents.join('\n\n'));
}
