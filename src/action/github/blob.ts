import { type FileContents, type FileText, MAX_FILE_BYTES } from '../../core/project/files.ts';

/** A file as GraphQL has it. */
export interface Blob {
  readonly text: string | null;
  readonly isTruncated: boolean | null;
  readonly oid?: string;
  readonly byteSize?: number;
}

/** The text of a file; nothing of binary, over-large and absent ones. */
export function textOf(blob: Blob | null | undefined): FileText | undefined {
  const text = blob?.isTruncated === true ? undefined : (blob?.text ?? undefined);
  return text === undefined ? undefined : { kind: 'text', text };
}

export function fits({ byteSize = 0 }: Blob): boolean {
  return byteSize > 0 && byteSize <= MAX_FILE_BYTES;
}

/** A configuration that is there and has no text is not the same as none. */
export function configContents(
  file: { readonly object: Blob | null } | null | undefined,
): FileContents {
  if (!file) {
    return { kind: 'absent' };
  }
  return textOf(file.object) ?? { kind: 'unread', why: 'a file that is too large or no text' };
}
