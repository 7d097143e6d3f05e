import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { printable } from '../../core/printable.ts';

/** A file before and after; what did not exist before is `undefined`. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** The changes of files as `git apply` reads them. */
export function unifiedDiff(changes: readonly FileChange[]): string {
  return changes.map(fileDiff).join('');
}

function fileDiff({ path, before, after }: FileChange): string {
  const name = printable(path, 1000);
  const old = before === undefined ? '/dev/null' : `a/${name}`;
  const body = createTwoFilesPatch(old, `b/${name}`, before ?? '', after, '', '', {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  const mode = before === undefined ? 'new file mode 100644\n' : '';
  return `diff --git a/${name} b/${name}\n${mode}${body}`;
}
