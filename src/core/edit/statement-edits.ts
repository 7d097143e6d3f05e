import type { TextEdit } from '../compare/finding.ts';
import type { Condition } from '../flow/need.ts';
import { renderConditions } from '../policy/document.ts';
import type { JsonData } from '../template/reference.ts';
import type { Template } from '../template/template.ts';
import { addEntries, editList, listOf, replaceEntry } from './layout.ts';
import { ITEM_KEYS, type StatementPlan } from './policy-plan.ts';
import { entryOf, holdsShared, type SyntaxMap, type SyntaxNode } from './syntax-tree.ts';
import type { Workspace } from './workspace.ts';

/** A statement of which something stays, with resources that it gets. */
export interface ChangedStatement extends Pick<StatementPlan, 'node' | 'without' | 'condition'> {
  readonly more: readonly Template[];
}

/** The edits inside one statement; undefined where it is written in a way of its own. */
export function statementEdits(
  workspace: Workspace,
  { node, without, condition, more }: ChangedStatement,
): readonly TextEdit[] | undefined {
  const parts = [
    ...ITEM_KEYS.map((key) =>
      itemEdits(workspace, node, key, without, key === 'Resource' ? more : []),
    ),
    condition === undefined ? [] : conditionEdits(workspace, node, condition.conditions),
  ];
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function itemEdits(
  { text, manner, render }: Workspace,
  statement: SyntaxMap,
  key: string,
  gone: ReadonlySet<SyntaxNode>,
  more: readonly Template[],
): readonly TextEdit[] | undefined {
  const entry = entryOf(statement, key);
  const value = entry?.value;
  const without = new Set(
    value?.kind === 'list' ? value.items.filter((item) => gone.has(item)) : [],
  );
  if (entry === undefined || value === undefined || without.size + more.length === 0) {
    return [];
  }
  const data = more.map(render);
  return value.kind === 'list'
    ? editList(text, value, { without, more: data }, manner)
    : listOf(text, entry, statement, data, manner);
}

/** Whether resources can be added to a statement. */
export function canExtend(statement: SyntaxMap): boolean {
  const value = entryOf(statement, 'Resource')?.value;
  switch (value?.kind) {
    case 'list':
      return value.isShared !== true;
    case 'scalar':
      return value.isShared !== true && value.mayBeList !== true;
    case 'map':
      return (
        value.entries.length === 1 && /^Fn::(?:Sub|GetAtt|Join)$/.test(value.entries[0]?.key ?? '')
      );
    case undefined:
      return false;
  }
}

function conditionEdits(
  { text, manner, render }: Workspace,
  statement: SyntaxMap,
  conditions: readonly Condition[],
): readonly TextEdit[] | undefined {
  const entry = entryOf(statement, 'Condition');
  const data = renderConditions(conditions, render);
  if (entry === undefined) {
    return addEntries(text, statement, { Condition: data }, manner);
  }
  return holdsShared(entry.value) ? undefined : replaceEntry(text, statement, entry, data, manner);
}

/** AWS::Lambda::Permission has properties for its two conditions. */
export function permissionEdits(
  { text, manner, render }: Workspace,
  properties: SyntaxMap,
  conditions: readonly Condition[],
): readonly TextEdit[] | undefined {
  const added: Record<string, JsonData> = {};
  const edits: TextEdit[] = [];
  for (const { key, values } of conditions) {
    const name = key.replace('aws:', '');
    const entry = entryOf(properties, name);
    const [value] = values;
    if (value !== undefined && entry === undefined) {
      added[name] = render(value);
    } else if (value !== undefined && entry !== undefined) {
      edits.push(...replaceEntry(text, properties, entry, render(value), manner));
    }
  }
  const more = Object.keys(added).length === 0 ? [] : addEntries(text, properties, added, manner);
  return more && [...edits, ...more];
}
