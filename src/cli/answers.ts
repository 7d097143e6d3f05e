import type { Flow } from '../core/flow/flow.ts';
import { checkAnswers, type Knowledge } from '../core/interview/interview.ts';
import { UsageError } from './usage.ts';

/** Stops at answers that nobody asked for, or of the wrong form. @throws UsageError naming all of them. */
export function refuseWrongAnswers(flows: readonly Flow[], knowledge: Knowledge): void {
  const wrong = checkAnswers(flows, knowledge);
  if (wrong.length > 0) {
    throw new UsageError(wrong.join(' '));
  }
}
