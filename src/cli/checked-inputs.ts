import type { SourceFile } from '../core/file.ts';
import type { LiveDocument } from '../core/granted/live.ts';
import type { CheckedProject } from '../core/project/check.ts';

/** A project that was checked, and what the user should know of files that were passed over. */
export interface CheckedInputs {
  readonly checked: CheckedProject;
  readonly notes: readonly string[];
  /** The files that findings are about. */
  readonly files: readonly SourceFile[];
  /** The role in AWS that was compared, if one was asked for. */
  readonly live?: LiveComparison;
}

export interface LiveComparison {
  readonly name: string;
  readonly documents: readonly LiveDocument[];
}
