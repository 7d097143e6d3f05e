import type { Flow, FlowNode } from '../flow/flow.ts';
import type { Outcome } from '../flow/need.ts';
import type { FormName } from '../template/forms.ts';
import type { Settlement } from '../template/resolve.ts';

/** What node kinds may ask about their surroundings. */
export interface Context {
  readonly flow: Flow;
  readonly settlement: Settlement;
  /** Name the Regions behind a geographic inference profile instead of allowing all of them. */
  readonly pinRegions: boolean;
  /** What another node needs, for nodes that hold nodes. */
  readonly needsOf: (node: FlowNode) => Iterable<Outcome>;
}

/** The answer given under a key, where it has the form; undefined when there is none. */
export function answerTo(context: Context, key: string, form: FormName): string | undefined {
  return context.settlement.answers.get(key, form);
}
