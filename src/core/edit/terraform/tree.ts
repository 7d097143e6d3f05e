import type { HclBody } from '../../read/hcl/syntax.ts';
import { policyValues } from '../../read/terraform/policy-value.ts';
import type { Lines } from '../../read/text/lines.ts';
import type { Value } from '../../read/value.ts';
import type { WrittenDocument } from './documents.ts';

/** A policy document as values, to compare what is there with what is wanted. */
export function documentTree(body: HclBody, { start, end }: WrittenDocument, lines: Lines): Value {
  const found = policyValues(body);
  const isInside = ({ place }: Value) => {
    const from = lines.placeAt(start);
    const to = lines.placeAt(end);
    const after =
      place.line > from.line || (place.line === from.line && place.column >= from.column);
    const before = place.line < to.line || (place.line === to.line && place.column < to.column);
    return after && before;
  };
  return found.find(isInside) ?? { kind: 'list', items: [], place: lines.placeAt(start) };
}
