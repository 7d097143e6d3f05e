import type { FlowNode } from '../flow/flow.ts';
import type { Place } from '../place.ts';
import { display } from '../template/template.ts';
import type { PlannedRole } from './interview.ts';

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
  for (const role of roles) {
    const usesOf = usesByNode(role);
    for (const flow of role.plan.flows) {
      for (const node of flow.nodes.flatMap(withInner)) {
        const uses = usesOf.get(nodeKey(flow.name, node.name));
        if (uses === undefined) {
          silent.push(node);
        } else {
          const group = groups.get(node.kind) ?? [];
          group.push({ name: node.name, place: node.place, uses });
          groups.set(node.kind, group);
        }
      }
    }
  }
  return { groups: [...groups].map(([kind, nodes]) => ({ kind, nodes })), silent };
}

function withInner(node: FlowNode): readonly FlowNode[] {
  return [node, ...node.inner.flatMap(withInner)];
}

function usesByNode({ plan }: PlannedRole): ReadonlyMap<string, readonly Use[]> {
  const found = new Map<string, Use[]>();
  for (const { reason, actions, resource } of plan.needs) {
    if (reason.node !== undefined) {
      const key = nodeKey(reason.flow, reason.node);
      found.set(key, [...(found.get(key) ?? []), { actions, resource: display(resource) }]);
    }
  }
  return found;
}

function nodeKey(flow: string, node: string): string {
  return JSON.stringify([flow, node]);
}
