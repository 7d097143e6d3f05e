import type { FlowNode } from '../flow/flow.ts';
import type { RoleNeed } from '../flow/need.ts';
import type { Place } from '../place.ts';
import type { PlannedRole } from '../plan/plan-roles.ts';
import { groupBy } from '../policy/merge.ts';
import { display } from '../template/template.ts';

/** Nodes of one kind that use something. */
export interface NodeGroup {
  /** The kind as flow files write it. */
  readonly kind: string;
  readonly nodes: readonly ShownNode[];
}

/** A node with what the role must allow because of it. */
export interface ShownNode {
  readonly name: string;
  readonly place: Place;
  /** Never empty. */
  readonly uses: readonly Use[];
}

export interface Use {
  readonly actions: readonly string[];
  /** The resource; what is open about it stands as `<KEY>`. */
  readonly resource: string;
}

/** The nodes of flows by what they use. */
export interface ShownNodes {
  readonly groups: readonly NodeGroup[];
  /** Nodes that need no permission. */
  readonly silent: readonly FlowNode[];
}

/** Groups the nodes of the roles' flows by kind, in the order of the files. */
export function nodesOf(roles: readonly PlannedRole[]): ShownNodes {
  const groups = new Map<string, ShownNode[]>();
  const silent: FlowNode[] = [];
  for (const { plan } of roles) {
    const nodes = plan.flows.flatMap((flow) =>
      flow.nodes.flatMap(withInner).map((node) => ({ flow: flow.name, node })),
    );
    const usesOf = usesByNode(nodes, plan.needs);
    for (const { node } of nodes) {
      const uses = usesOf.get(node);
      if (uses === undefined) {
        silent.push(node);
      } else {
        const group = groups.get(node.kind) ?? [];
        group.push({ name: node.name, place: node.place, uses });
        groups.set(node.kind, group);
      }
    }
  }
  return { groups: [...groups].map(([kind, nodes]) => ({ kind, nodes })), silent };
}

function withInner(node: FlowNode): readonly FlowNode[] {
  return [node, ...node.inner.flatMap(withInner)];
}

interface NodeOfFlow {
  readonly flow: string;
  readonly node: FlowNode;
}

function usesByNode(
  nodes: readonly NodeOfFlow[],
  needs: readonly RoleNeed[],
): ReadonlyMap<FlowNode, readonly Use[]> {
  const named = groupBy(nodes, ({ flow, node }) => nodeKey(flow, node.name));
  const found = new Map<FlowNode, Use[]>();
  for (const { reason, actions, resource } of needs) {
    const sharers = reason.node === undefined ? [] : named.get(nodeKey(reason.flow, reason.node));
    const owner = ownerOf(reason.place, sharers?.map(({ node }) => node) ?? []);
    if (owner !== undefined) {
      found.set(owner, [...(found.get(owner) ?? []), { actions, resource: display(resource) }]);
    }
  }
  return found;
}

/** A broken flow can have several nodes of one name: a place belongs to the last that begins before it. */
function ownerOf(place: Place, nodes: readonly FlowNode[]): FlowNode | undefined {
  const before = nodes.findLast(
    (node) =>
      node.place.file === place.file &&
      (node.place.line < place.line ||
        (node.place.line === place.line && node.place.column <= place.column)),
  );
  return before ?? nodes[0];
}

function nodeKey(flow: string, node: string): string {
  return JSON.stringify([flow, node]);
}
