import type { PlannedRole } from '../plan/plan-roles.ts';
import type { Settlement } from '../template/resolve.ts';

/** A file to be written, its path relative to the output directory. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: true;
}

/** What is known of a form before it is loaded. */
export interface OutputFormatEntry {
  /** What people who choose a form are told. */
  readonly label: string;
  /** Whether the format has a way to write a reference; what it cannot write must be asked for. */
  readonly keeps: Settlement['keeps'];
  /** Loads the writer, and with it what it writes with. */
  readonly load: () => Promise<OutputFormat>;
}

/** One form in which roles are written. */
export interface OutputFormat {
  /** Everything as one text. */
  print(roles: readonly PlannedRole[]): string;
  /** Everything as files, with names that do not depend on anything but the roles. */
  files(roles: readonly PlannedRole[]): readonly OutputFile[];
}
