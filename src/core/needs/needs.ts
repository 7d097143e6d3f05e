import { PAGES } from '../data/pages.ts';
import type { Flow, FlowNode } from '../flow/flow.ts';
import type { Outcome, Warning } from '../flow/need.ts';
import { SAVE_FLOW } from '../flow/save-flow.ts';
import type { Settlement } from '../template/resolve.ts';
import type { Context } from './context.ts';
import { flowArn } from './flow-arn.ts';
import { useKeyOfFlow } from './flow-key.ts';
import { nodeKind } from './nodes/index.ts';

/** How needs are worked out. */
export interface NeedOptions {
  /** Name the Regions behind a geographic inference profile instead of allowing all of them. */
  readonly pinRegions: boolean;
}

/** All that a flow needs of its role and of other resources, node by node in file order. */
export function needsOfFlow(
  flow: Flow,
  settlement: Settlement,
  { pinRegions }: NeedOptions,
): readonly Outcome[] {
  const context: Context = {
    flow,
    settlement,
    pinRegions,
    needsOf: (node) => needsOfNode(context, node),
  };
  return [
    ...flow.notes,
    ...definitionWarnings(flow),
    ...flow.nodes.flatMap((node) => [...needsOfNode(context, node)]),
    ...useKeyOfFlow(context),
    readFlow(context),
  ];
}

function definitionWarnings({ name, place, lacksDefinition }: Flow): readonly Warning[] {
  return lacksDefinition
    ? [
        {
          kind: 'warning',
          text: `Flow "${name}" has no definition here, so only its trust policy is known. Once it has one, add the permissions that its nodes need: ${SAVE_FLOW}`,
          place,
        },
      ]
    : [];
}

/** The console gives it to every role that it makes for a flow; no page of AWS asks for it. */
function readFlow({ flow, settlement }: Context): Outcome {
  const why = 'is read by roles that the console makes, which no page of AWS asks for';
  return {
    kind: 'tolerated',
    purpose: 'ReadFlow',
    actions: ['bedrock:GetFlow'],
    resource: flowArn(flow, settlement).template,
    conditions: [],
    certainty: { kind: 'precaution', source: PAGES.role, why: `The flow ${why}.` },
    reason: {
      flow: flow.name,
      field: 'executionRoleArn',
      place: flow.place,
      why,
      documentation: PAGES.role.page,
    },
  };
}

function* needsOfNode(context: Context, node: FlowNode): Iterable<Outcome> {
  const kind = nodeKind(node.kind);
  if (kind === undefined) {
    yield {
      kind: 'warning',
      text: `Node "${node.name}" has kind "${node.kind}", which this version does not know: its permissions are not covered.`,
      place: node.place,
    };
    return;
  }
  for (const [key, entry] of node.configuration?.entries ?? []) {
    if (!Object.hasOwn(kind.fields, key)) {
      yield {
        kind: 'warning',
        text: `Node "${node.name}" has the field "${key}", which this version does not know: if it names a resource, its permission is not covered.`,
        place: entry.keyPlace,
      };
    }
  }
  for (const stray of node.strays) {
    yield {
      kind: 'warning',
      text: `Node "${node.name}" has the key "${stray.key}" outside its configuration, where Amazon Bedrock does not read it.`,
      place: stray.place,
    };
  }
  yield* kind.needs(context, node);
}
