import type { Finding, TextEdit } from '../../compare/finding.ts';
import { renderConditions, renderStatement, type Statement } from '../../policy/document.ts';
import type { JsonData } from '../../template/reference.ts';
import type { Template } from '../../template/template.ts';
import { editBrackets } from './brackets.ts';
import { commentsIn } from './comments.ts';
import { goingFrom } from './going.ts';
import { entryOf, hasOpaque, itemsOf, type MapNode, type PolicyNode } from './node.ts';
import { type DocumentPlan, type StatementPlan, statementsFor, withFreeSids } from './plan.ts';
import type { PolicyWriting } from './writing.ts';

/** The edits of one document, and the findings that they do not mend. */
export interface MendedDocument {
  readonly edits: readonly TextEdit[];
  readonly left: readonly Finding[];
  /** What people can do instead; missing where the text cannot be edited safely. */
  readonly remedy?: string;
}

/** A policy must have a statement. */
export const EMPTIED =
  'Nothing would be left of the policy: delete it, and detach it from the role.';

/**
 * Mends a policy that is an object of HCL or JSON text. Each list and each object is edited once,
 * with all that is asked of it, so that no two edits touch the same text.
 */
export function mendObject(
  root: MapNode,
  plan: DocumentPlan,
  text: string,
  writing: PolicyWriting,
): MendedDocument {
  const all = [...[...plan.statements.values()].flatMap(({ tasks }) => tasks), ...plan.adding].map(
    ({ finding }) => finding,
  );
  const found = entryOf(root, 'Statement')?.value;
  if (found === undefined || (found.kind !== 'list' && found.kind !== 'map')) {
    return { edits: [], left: [...all, ...plan.conflicting] };
  }
  const statements = itemsOf(found);
  const left = [...plan.conflicting];
  const edits: TextEdit[] = [];
  const gone = new Set<PolicyNode>();
  const adding = [...plan.adding];
  for (const [at, own] of plan.statements) {
    const statement = statements.find(({ start }) => start === at);
    const done =
      statement?.kind === 'map' ? mendStatement(statement, own, text, writing) : undefined;
    if (statement === undefined || done === undefined) {
      left.push(...own.tasks.map(({ finding }) => finding));
    } else if (done === 'gone') {
      gone.add(statement);
      adding.push(...own.tasks.filter(({ repair }) => repair.do === 'narrow'));
    } else {
      edits.push(...done);
    }
  }
  const extended = new Map<MapNode, Template[]>();
  const added = statementsFor(adding).filter((statement) => {
    const like = statements.find(
      (each) => !plan.statements.has(each.start) && isAlike(each, statement),
    );
    if (like?.kind !== 'map') {
      return true;
    }
    extended.set(like, [...(extended.get(like) ?? []), ...(statement.resources ?? [])]);
    return false;
  });
  const usesText = statements.some((each) => entryOf(each, 'Action')?.value.kind === 'text');
  const sids = statements.flatMap((each) => {
    const sid = entryOf(each, 'Sid')?.value;
    return sid?.kind === 'text' && sid.value !== undefined ? [sid.value] : [];
  });
  const more = withFreeSids(added, new Set(sids)).map((statement) =>
    withTexts(renderStatement(statement, writing.render), usesText),
  );
  if (gone.size === statements.length && more.length === 0 && statements.length > 0) {
    return { edits: [], left: [...all, ...plan.conflicting], remedy: EMPTIED };
  }
  const changed = [
    changeValues(found, gone, more, text, writing),
    ...[...extended].map(([statement, resources]) =>
      changeValues(
        entryOf(statement, 'Resource')?.value,
        new Set(),
        resources.map(writing.render),
        text,
        writing,
      ),
    ),
  ];
  return changed.includes(undefined)
    ? { edits: [], left: [...all, ...plan.conflicting] }
    : { edits: [...edits, ...changed.flatMap((each) => each ?? [])], left };
}

/** The edits inside a statement, or that it goes; undefined where neither is safe. */
function mendStatement(
  statement: MapNode,
  own: StatementPlan,
  text: string,
  writing: PolicyWriting,
): readonly TextEdit[] | 'gone' | undefined {
  const values = ['Action', 'Resource'].map((key) => entryOf(statement, key)?.value);
  const lists = goingFrom(values, own);
  if (lists === undefined || lists === 'gone') {
    return lists;
  }
  const { condition } = own;
  const edits: TextEdit[] = [];
  for (const { value, going } of lists) {
    const changed = changeValues(value, going, [], text, writing);
    if (changed === undefined) {
      return undefined;
    }
    edits.push(...changed);
  }
  if (condition !== undefined) {
    const data = renderConditions(condition.conditions, writing.render);
    const changed = conditioned(statement, data, text, writing);
    if (changed === undefined) {
      return undefined;
    }
    edits.push(...changed);
  }
  return edits;
}

function conditioned(
  statement: MapNode,
  data: JsonData,
  text: string,
  writing: PolicyWriting,
): readonly TextEdit[] | undefined {
  const present = entryOf(statement, 'Condition')?.value;
  const hasUnknownKey = statement.entries.some(({ key }) => key === undefined);
  if (hasUnknownKey || (present !== undefined && present.kind !== 'map')) {
    return undefined;
  }
  if (present === undefined) {
    return editBrackets(
      text,
      statement,
      statement.entries.map(({ keyStart, value }) => ({ start: keyStart, end: value.end })),
      { without: new Set(), more: [writing.entry('Condition', data)] },
      writing,
    );
  }
  const isComputed = present.entries.some(
    ({ key, value }) =>
      key === undefined ||
      value.kind !== 'map' ||
      value.entries.some((each) => each.key === undefined),
  );
  if (isComputed) {
    return undefined;
  }
  const { start, end } = present;
  const comments = writing.hasComments ? commentsIn(text, present) : [];
  const onOneLine =
    comments.length === 0 && !text.slice(statement.start, statement.end).includes('\n');
  const indent = indentAt(text, start);
  const lines = comments.map((comment) => `${writing.lineBreak}${indent}  ${comment}`).join('');
  const written = writing.data(data)(indent, onOneLine);
  return [{ start, end, text: written.slice(0, 1) + lines + written.slice(1) }];
}

/** Takes values out of a list or a single value, and adds others to it. */
function changeValues(
  present: PolicyNode | undefined,
  without: ReadonlySet<PolicyNode>,
  more: readonly JsonData[],
  text: string,
  { data, ...style }: PolicyWriting,
): readonly TextEdit[] | undefined {
  if (without.size === 0 && more.length === 0) {
    return [];
  }
  if (present?.kind === 'list') {
    const change = { without, more: more.map(data) };
    return editBrackets(
      text,
      present,
      present.items,
      { ...change },
      { ...style, linesSeparate: false },
    );
  }
  if (present === undefined || present.kind === 'opaque') {
    return undefined;
  }
  const { start, end } = present;
  const indent = indentAt(text, start);
  const onOneLine = present.kind === 'map' && !text.slice(start, end).includes('\n');
  const items = more.map((item) => data(item)(indent, onOneLine));
  if (without.size > 0) {
    const [only = '', ...rest] = items;
    return [{ start, end, text: rest.length === 0 ? only : `[${items.join(', ')}]` }];
  }
  // What stands there is not touched: brackets come around it.
  return [
    { start, end: start, text: '[' },
    { start: end, end, text: `, ${items.join(', ')}]` },
  ];
}

function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}

const PLAIN_KEYS = new Set(['Sid', 'Effect', 'Action', 'Resource']);

/** Whether a statement without conditions allows the same actions, so that resources can be added. */
function isAlike(present: PolicyNode, wanted: Statement): boolean {
  if (
    present.kind !== 'map' ||
    !present.entries.every(({ key }) => key !== undefined && PLAIN_KEYS.has(key)) ||
    wanted.principal !== undefined ||
    wanted.conditions.length > 0
  ) {
    return false;
  }
  const textIn = (node: PolicyNode | undefined) => (node?.kind === 'text' ? node.value : undefined);
  const resource = entryOf(present, 'Resource')?.value;
  const actions = itemsOf(entryOf(present, 'Action')?.value).map(textIn);
  const key = (names: readonly (string | undefined)[]) =>
    names
      .map((name) => (name ?? '?').toLowerCase())
      .sort()
      .join();
  return (
    textIn(entryOf(present, 'Effect')?.value) === 'Allow' &&
    resource !== undefined &&
    !hasOpaque(resource) &&
    key(actions) === key(wanted.actions)
  );
}

/** Files that write one action as a text get it so. */
function withTexts(
  statement: { readonly [key: string]: JsonData },
  usesText: boolean,
): { readonly [key: string]: JsonData } {
  return Object.fromEntries(
    Object.entries(statement).map(([key, value]): [string, JsonData] => {
      const [only, ...rest] = Array.isArray(value) ? (value as readonly JsonData[]) : [];
      const isSingle = usesText && (key === 'Action' || key === 'Resource') && rest.length === 0;
      return [key, isSingle && only !== undefined ? only : value];
    }),
  );
}
