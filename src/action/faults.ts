import { type Fault, faultText } from '../core/edit/prove.ts';
import { escapeMarkdown } from '../core/report/markdown/escape.ts';
import type { Runner } from './runner.ts';

/** Changes that did not hold when they were tried, in Markdown. */
export function faultsMarkdown(faults: readonly Fault[]): readonly string[] {
  return faults.map((fault) => escapeMarkdown(faultText(fault).replace(/\s+/g, ' '), 1000));
}

/** The same as notices of a review, with warnings in the log. */
export function faultNotices(runner: Runner, faults: readonly Fault[]): readonly string[] {
  for (const fault of faults) {
    runner.warning(faultText(fault));
  }
  return faultsMarkdown(faults);
}
