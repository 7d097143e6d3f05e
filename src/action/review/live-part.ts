import { escapeInvisible } from '../../core/printable.ts';
import { fenced, inlineCode } from '../../core/report/markdown/escape.ts';
import type { CheckedRole } from '../check.ts';

/** The policies of roles in AWS as they should be: no file has them that could be edited. */
export function livePart(roles: readonly CheckedRole[]): string {
  const documents = roles.flatMap(({ name, live }) =>
    (live?.corrected() ?? []).map(({ path, after, apply }) =>
      [
        `Role ${inlineCode(name)}, ${inlineCode(path)}. To be saved and applied with ${inlineCode(apply, 1000)}:`,
        fenced('json', escapeInvisible(after)),
      ].join('\n\n'),
    ),
  );
  return documents.length === 0
    ? ''
    : `<details><summary>What the roles should have in AWS</summary>\n\n${documents.join('\n\n')}\n\n</details>`;
}
