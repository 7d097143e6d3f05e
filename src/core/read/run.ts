import { Budget, type Limits } from '../document/budget.ts';
import type { SourceFile } from '../file.ts';
import type { HclBody } from './hcl/syntax.ts';

/** What all readers of one run share. */
export interface ReadingRun {
  readonly budget: Budget;
  /** Files of Terraform modules that were read: each file of a module needs all the others. */
  readonly bodies: Map<string, ReadBody>;
  /** Notes that a file is read; one that is read again costs nothing more. */
  readonly opened: (file: SourceFile) => SourceFile;
}

export interface ReadBody {
  readonly text: string;
  readonly body: HclBody;
}

/** A run that has read nothing yet. */
export function newRun(limits: Partial<Limits> = {}): ReadingRun {
  const budget = new Budget(limits);
  const known = new Map<string, number>();
  return {
    budget,
    bodies: new Map(),
    opened: (file) => {
      const more = file.text.length - (known.get(file.path) ?? 0);
      if (more > 0) {
        known.set(file.path, file.text.length);
        budget.spend('characters', more, { file: file.path, line: 1, column: 1 });
      }
      return file;
    },
  };
}
