import type { Finding } from '../core/compare/finding.ts';
import { kindRow } from '../core/compare/finding-kinds.ts';
import { type Fault, faultText } from '../core/edit/prove.ts';
import { statementText } from '../core/edit/statement-text.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';

/** A finding that no edit mends, with what to do by hand. */
export function leftText(finding: Finding): string {
  const { kind, place, action, resource, why, remedy } = finding;
  const statement = statementText(finding);
  return [
    `left: ${printable(showLine(place), 4096)}: ${kind}: ${printable(action)} on ${printable(resource)}`,
    ...(kindRow(kind).fix === 'by-hand' ? [`  ${printable(why, 2000)}`] : []),
    ...(remedy === undefined ? [] : [`  ${printable(remedy, 800)}`]),
    ...(statement === undefined ? [] : ['  If it is to be added by hand:', statement]),
    '',
  ].join('\n');
}

/** A change that did not hold when it was tried: nobody should miss it, so that --quiet does not hide it. */
export function faultLine(fault: Fault): string {
  return `error: ${printable(faultText(fault), 4096)}\n`;
}
