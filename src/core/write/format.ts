import type { PlannedRole } from '../interview/interview.ts';
import type { Settlement } from '../template/settle.ts';

/** A file to be written, its path relative to the output directory. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: true;
}

/** One form in which roles are written. */
export interface OutputFormat {
  readonly name: string;
  /** Whether the format has a way to write a reference; what it cannot write must be asked for. */
  readonly keeps: Settlement['keeps'];
  /** Everything as one text. */
  print(roles: readonly PlannedRole[]): string;
  /** Everything as files, with names that do not depend on anything but the roles. */
  files(roles: readonly PlannedRole[]): readonly OutputFile[];
}
