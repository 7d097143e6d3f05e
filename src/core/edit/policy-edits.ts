import type { TextEdit } from '../compare/finding.ts';
import { get, type Value } from '../document/value.ts';
import { readPolicyDocument } from '../granted/document.ts';
import type { GrantedStatement } from '../granted/granted.ts';
import { mergeNeeds } from '../policy/merge.ts';
import type { JsonData } from '../template/reference.ts';
import { editList, listOf, replaceEntry } from './layout.ts';
import { distinctStatements, dress, isAlike, united } from './new-statements.ts';
import { ITEM_KEYS, listed, type PolicyPlan } from './policy-plan.ts';
import { type ChangedStatement, canExtend, statementEdits } from './statement-edits.ts';
import {
  entryOf,
  type Located,
  type SyntaxEntry,
  type SyntaxMap,
  type SyntaxNode,
} from './syntax-tree.ts';
import type { Workspace } from './workspace.ts';

/** The edits of a policy; `empty` where no statement would be left of it. */
export type PolicyEdits = readonly TextEdit[] | 'empty' | 'unsafe';

/** Writes the plan of one policy. New needs go into a statement that is like theirs, if there is one. */
export function policyEdits(workspace: Workspace, plan: PolicyPlan): PolicyEdits {
  const { list } = plan;
  const present = presentStatements(workspace, list);
  const isGone = (node: SyntaxNode) => isDropped(plan, node);
  const changed = new Map<SyntaxNode, ChangedStatement>(
    [...plan.statements].flatMap(([node, statement]) =>
      isGone(node) ? [] : [[node, { ...statement, more: [] }] as const],
    ),
  );
  const placed = present.flatMap((statement) => {
    const node = nodeOf(workspace, list.node, statement);
    return node === undefined ? [] : [{ node, statement }];
  });
  const kept = placed.filter(({ node }) => !isGone(node));
  const added = [...plan.more];
  for (const wanted of mergeNeeds(united(plan.needs))) {
    const like = kept.find(
      ({ node, statement }) =>
        isAlike(statement, wanted) && canExtend(node) && keepsMeaning(changed.get(node)),
    );
    if (like === undefined) {
      added.push(wanted);
    } else {
      const known = changed.get(like.node) ?? { node: like.node, without: new Set(), more: [] };
      changed.set(like.node, { ...known, more: [...known.more, ...(wanted.resources ?? [])] });
    }
  }
  const usesText = placed.some(({ node }) => entryOf(node, 'Action')?.value.kind === 'scalar');
  const taken = kept.flatMap(({ statement: { sid } }) => (sid === undefined ? [] : [sid]));
  const more = dress(distinctStatements(added), workspace.render, { taken, usesText });
  const inner = [...changed.values()].map((statement) => statementEdits(workspace, statement));
  return inner.every((edits) => edits !== undefined)
    ? listEdits(workspace, list, { isGone, more, inner: inner.flat() })
    : 'unsafe';
}

/** What is left of a statement must mean the same as before, beside its resources. */
function keepsMeaning(changed: ChangedStatement | undefined): boolean {
  const actions = listed(entryOf(changed?.node, 'Action')?.value);
  return (
    changed === undefined ||
    (changed.condition === undefined && !actions.some((item) => changed.without.has(item)))
  );
}

/** A statement also goes if nothing is left of its actions or its resources. */
function isDropped({ statements }: PolicyPlan, node: SyntaxNode): boolean {
  const plan = statements.get(node);
  return (
    plan !== undefined &&
    (plan.drop ||
      ITEM_KEYS.some((key) => {
        const items = listed(entryOf(node, key)?.value);
        return items.length > 0 && items.every((item) => plan.without.has(item));
      }))
  );
}

interface ListWork {
  readonly isGone: (node: SyntaxNode) => boolean;
  readonly more: readonly JsonData[];
  /** The edits inside the statements that stay. */
  readonly inner: readonly TextEdit[];
}

function listEdits({ text, manner }: Workspace, list: Located, work: ListWork): PolicyEdits {
  const { isGone, more, inner } = work;
  const { node } = list;
  if (node.kind === 'list') {
    const without = new Set(node.items.filter(isGone));
    if (node.items.length > 0 && without.size === node.items.length && more.length === 0) {
      return 'empty';
    }
    const changed =
      without.size + more.length === 0 ? [] : editList(text, node, { without, more }, manner);
    return changed === undefined ? 'unsafe' : [...inner, ...changed];
  }
  const [document] = list.parents;
  const entry = entryOf(document, 'Statement');
  if (document?.kind !== 'map' || entry === undefined || !isStatement(node)) {
    return 'unsafe';
  }
  return singleEdits({ text, manner }, document, entry, work);
}

/** The edits where a single statement stands in place of a list. */
function singleEdits(
  { text, manner }: Pick<Workspace, 'text' | 'manner'>,
  document: SyntaxMap,
  entry: SyntaxEntry,
  { isGone, more, inner }: ListWork,
): PolicyEdits {
  if (isGone(entry.value)) {
    return more.length === 0 ? 'empty' : replaceEntry(text, document, entry, more, manner);
  }
  return more.length === 0
    ? inner
    : (listOf(text, entry, document, more, manner, inner) ?? 'unsafe');
}

/** Whether a value is a statement, and no function that makes one or many. */
function isStatement(node: SyntaxNode): node is SyntaxMap {
  return node.kind === 'map' && entryOf(node, 'Effect') !== undefined;
}

function presentStatements(
  { tree, offsetOf }: Workspace,
  { parents }: Located,
): readonly GrantedStatement[] {
  const [document] = parents;
  const value = document && valueAt(tree, document.start, offsetOf);
  return readPolicyDocument(value).statements;
}

function valueAt(value: Value, offset: number, offsetOf: Workspace['offsetOf']): Value | undefined {
  if (get(value, 'Statement') !== undefined && offsetOf(value.place) === offset) {
    return value;
  }
  const children =
    value.kind === 'list'
      ? value.items
      : value.kind === 'map'
        ? [...value.entries.values()].map((entry) => entry.value)
        : [];
  for (const child of children) {
    const found = valueAt(child, offset, offsetOf);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The statement of a list, or the only one, that begins where one was read. */
function nodeOf(
  { offsetOf }: Workspace,
  list: SyntaxNode,
  { place }: GrantedStatement,
): SyntaxMap | undefined {
  const offset = offsetOf(place);
  const found = (list.kind === 'list' ? list.items : [list]).find(({ start }) => start === offset);
  return found?.kind === 'map' ? found : undefined;
}
