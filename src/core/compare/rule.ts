import type { FindingKind } from './finding.ts';

/** What a check looks for: the text that reports and documentation show about it. */
export interface Rule {
  /** As `missing-permission`. */
  readonly id: string;
  readonly kind: FindingKind;
  /** One line. */
  readonly title: string;
  /** What it means and what to do, in a few full sentences. */
  readonly help: string;
  readonly documentation: string;
}
