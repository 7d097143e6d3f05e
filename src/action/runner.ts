import type { Annotation } from './review/annotate.ts';

/** What the runner of GitHub Actions offers beside the API. */
export interface Runner {
  readonly info: (message: string) => void;
  readonly warning: (message: string) => void;
  readonly annotate: (annotation: Annotation) => void;
  readonly summary: (markdown: string) => Promise<void>;
  readonly output: (name: string, value: string) => void;
  /** Writes a file for later steps; @returns its path. */
  readonly save: (name: string, text: string) => Promise<string>;
  readonly fail: (message: string) => void;
  /** Where the whole run can be read. */
  readonly runUrl: string;
}
