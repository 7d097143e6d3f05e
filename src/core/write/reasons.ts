import type { Reason } from '../flow/need.ts';
import { showLine } from '../place.ts';
import { printable } from '../printable.ts';

/** One line that says why a statement is there: `Prompt "Answer" (flow.json:12): invokes …`. */
export function reasonLine(reason: Reason): string {
  const { node, flow, place, why } = reason;
  const who = node === undefined ? `Flow "${flow}"` : `Node "${node}"`;
  return printable(`${who} (${showLine(place)}) ${why}.`, 400);
}
