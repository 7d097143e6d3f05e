import { isLivePath } from '../granted/live.ts';
import { type Place, showLine } from '../place.ts';
import type { ComparedRole } from './compare.ts';
import type { Finding } from './finding.ts';
import { kindRow } from './finding-kinds.ts';

/** The findings about a role in AWS, each told where the repository can show it. */
export function findingsAtFlow({ role, findings }: ComparedRole): readonly Finding[] {
  const [flow] = role.plan.flows;
  const place = flow?.executionRole?.place ?? flow?.place;
  return place === undefined ? findings : findings.map((finding) => tellAtFlow(finding, place));
}

/**
 * A finding about a document that stands in no file, told at the flow instead: at the line that
 * causes it, else at the flow itself. It has no edit, and says what to change where.
 *
 * @param flow where the flow stands.
 */
function tellAtFlow(finding: Finding, flow: Place): Finding {
  const { repair, ...rest } = finding;
  const { place, granted, reasons, kind, remedy } = finding;
  const home = [granted, place].find((each) => each !== undefined && isLivePath(each.file));
  const isNew = home === undefined && repair?.do === 'allow';
  if (home === undefined && !isNew) {
    return finding;
  }
  const there = isNew
    ? [kindRow(kind).fix === 'always' ? 'Add a policy to the role in AWS.' : '']
    : [`It is about ${showLine(home ?? place)}, which is changed in AWS.`];
  return {
    ...rest,
    place: isLivePath(place.file) ? (reasons[0]?.place ?? flow) : place,
    remedy: [...there, remedy ?? ''].filter((part) => part !== '').join(' '),
  };
}
