import type { Certainty, Reason } from '../flow/need.ts';
import { showLine } from '../place.ts';
import type { Statement } from '../policy/document.ts';
import { printable } from '../printable.ts';

/** Lines that say why a statement is there, and that it can be left out where that is so. */
export function reasonLines({ reasons, certainty }: Statement): readonly string[] {
  return [
    ...reasons.map(reasonLine),
    ...(certainty.kind === 'precaution' ? [precautionLine(certainty)] : []),
  ];
}

function precautionLine({ why, source }: Extract<Certainty, { kind: 'precaution' }>): string {
  return printable(
    `Precaution, can be left out (--strict): ${why} See ${source.page}, read ${source.read}.`,
    800,
  );
}

/** One line that says why a statement is there: `Prompt "Answer" (flow.json:12): invokes …`. */
export function reasonLine(reason: Reason): string {
  const { node, flow, place, why } = reason;
  const who = node === undefined ? `Flow "${flow}"` : `Node "${node}"`;
  return printable(`${who} (${showLine(place)}) ${why}.`, 400);
}
