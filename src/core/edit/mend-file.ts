import type { Finding, TextEdit } from '../compare/finding.ts';
import type { Repair } from '../compare/repair.ts';
import type { RoleNeed } from '../flow/need.ts';
import { readPolicyDocument } from '../granted/document.ts';
import type { GrantedStatement } from '../granted/granted.ts';
import { type Place, showPlace } from '../place.ts';
import { renderConditions, renderStatement, type Statement } from '../policy/document.ts';
import { groupBy, mergeNeeds } from '../policy/merge.ts';
import { resolveIntrinsics } from '../read/cloudformation/intrinsics.ts';
import type { SourceFile } from '../read/format.ts';
import { readJson } from '../read/text/json.ts';
import { Lines } from '../read/text/lines.ts';
import { readYaml } from '../read/text/yaml.ts';
import { get, type Value } from '../read/value.ts';
import type { JsonData } from '../template/reference.ts';
import { display, literal, type Template, templateKey } from '../template/template.ts';
import { expression } from '../write/cloudformation/expression.ts';
import { addEntry, editList, listOf, type Manner, removeEntry, replaceEntry } from './layout.ts';
import { mannerOf } from './manner.ts';
import type { Task } from './mend.ts';
import {
  entryOf,
  isOwn,
  type Located,
  languageOf,
  nodeAt,
  parseSyntax,
  type SyntaxMap,
  type SyntaxNode,
} from './syntax.ts';

/** The edits of a file, and the findings that they do not mend. */
export interface MendedFile {
  readonly edits: readonly TextEdit[];
  readonly left: readonly Finding[];
}

/** Everything about the text that edits are made of. */
export interface Workspace {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly tree: Value;
  readonly manner: Manner;
  readonly offsetOf: (place: Place) => number;
  /** Writes a value as the file does: with intrinsic functions in a template. */
  readonly render: (value: Template) => JsonData;
}

/** A report mends the same file once for each finding, and reading it takes longer than the edit. */
const workspaces = new WeakMap<SourceFile, Workspace | 'unreadable'>();

/** Makes the edits of one file; undefined for a text that cannot be edited. */
export function mendFile(file: SourceFile, tasks: readonly Task[]): MendedFile | undefined {
  if (/\.(?:tf|hcl)$/i.test(file.path)) {
    return undefined;
  }
  const workspace = workspaces.get(file) ?? workspaceOf(file) ?? 'unreadable';
  workspaces.set(file, workspace);
  if (workspace === 'unreadable') {
    return undefined;
  }
  const shift = file.text.length - workspace.text.length;
  const { edits, left } = mendAll(workspace, tasks);
  return {
    edits: edits.map((edit) => ({ ...edit, start: edit.start + shift, end: edit.end + shift })),
    left,
  };
}

function workspaceOf({ path, text }: SourceFile): Workspace | undefined {
  const body = text.replace(/^\ufeff/, '');
  const language = languageOf(path, body);
  const root = parseSyntax(language, body);
  if (root === undefined) {
    return undefined;
  }
  const tree = language === 'json' ? readJson(path, body) : readYaml(path, body);
  const isTemplate = get(tree, 'Statement') === undefined;
  const lines = new Lines(path, body);
  return {
    text: body,
    root,
    tree: isTemplate ? resolveIntrinsics(tree, () => undefined) : tree,
    manner: mannerOf(language, body),
    offsetOf: (place) => lines.offsetOf(place),
    render: isTemplate ? expression : display,
  };
}

/** What happens to one statement. */
interface Fate {
  readonly tasks: Task[];
  drop: boolean;
  readonly without: Set<number>;
  narrow?: readonly RoleNeed[];
  condition?: Extract<Repair, { do: 'condition' }>;
}

/** Makes the edits of the policies in a workspace. */
export function mendAll(workspace: Workspace, tasks: readonly Task[]): MendedFile {
  const edits: TextEdit[] = [];
  const left: Finding[] = [];
  const fates = fatesOf(workspace, tasks);
  const lists = new Map<SyntaxNode, PolicyWork>();
  const workOn = (list: Located | undefined, each: readonly Task[]): PolicyWork | undefined => {
    if (list === undefined || !isOwn(list)) {
      left.push(...each.map(({ finding }) => beyond(finding)));
      return undefined;
    }
    const known = lists.get(list.node);
    const work = known ?? { list, drop: new Set<SyntaxNode>(), more: [], needs: [], tasks: [] };
    lists.set(list.node, work);
    work.tasks.push(...each);
    return work;
  };
  for (const [offset, fate] of fates) {
    mendStatement(workspace, offset, fate, workOn, edits, left);
  }
  for (const task of tasks) {
    const { repair } = task;
    if (repair.do === 'allow' || repair.do === 'state') {
      const place = repair.do === 'state' ? repair.policy : repair.policy;
      const list = place && statementsAt(workspace, place);
      const work = place === undefined ? undefined : workOn(list, [task]);
      if (repair.do === 'state') {
        work?.more.push(repair.statement);
      } else {
        work?.needs.push(...repair.needs);
      }
    }
  }
  for (const work of lists.values()) {
    edits.push(...mendPolicy(workspace, work, fates, left));
  }
  edits.push(...newPolicies(workspace, tasks, left));
  return { edits: distinctEdits(edits), left };
}

interface PolicyWork {
  readonly list: Located;
  readonly drop: Set<SyntaxNode>;
  readonly more: Statement[];
  readonly needs: RoleNeed[];
  readonly tasks: Task[];
}

function fatesOf(workspace: Workspace, tasks: readonly Task[]): Map<number, Fate> {
  const fates = new Map<number, Fate>();
  for (const task of tasks) {
    const { repair } = task;
    if (repair.do === 'allow' || repair.do === 'state') {
      continue;
    }
    const offset = workspace.offsetOf(repair.statement);
    const fate = fates.get(offset) ?? { tasks: [], drop: false, without: new Set<number>() };
    fates.set(offset, fate);
    fate.tasks.push(task);
    switch (repair.do) {
      case 'drop':
        fate.drop = true;
        break;
      case 'trim':
        for (const item of repair.items) {
          fate.without.add(workspace.offsetOf(item));
        }
        break;
      case 'narrow':
        fate.narrow = repair.needs;
        break;
      case 'condition':
        fate.condition = repair;
        break;
    }
  }
  return fates;
}

function mendStatement(
  workspace: Workspace,
  offset: number,
  fate: Fate,
  workOn: (list: Located | undefined, tasks: readonly Task[]) => PolicyWork | undefined,
  edits: TextEdit[],
  left: Finding[],
): void {
  const { text, root, manner, render } = workspace;
  const found = nodeAt(root, offset, 'map');
  const fail = () => left.push(...fate.tasks.map(({ finding }) => beyond(finding)));
  if (found?.node.kind !== 'map' || !isOwn(found)) {
    fail();
    return;
  }
  const statement = found.node;
  const [parent, ...above] = found.parents;
  const list: Located | undefined =
    parent?.kind === 'list'
      ? { node: parent, parents: above }
      : parent && { node: statement, parents: found.parents };
  if (fate.narrow !== undefined || fate.drop) {
    const work = workOn(list, fate.tasks);
    work?.drop.add(statement);
    work?.needs.push(...(fate.narrow ?? []));
    return;
  }
  if (fate.condition !== undefined) {
    const { form, conditions } = fate.condition;
    const changed =
      form === 'permission'
        ? permissionEdits(workspace, statement, fate.condition)
        : setEntry(text, statement, 'Condition', renderConditions(conditions, render), manner);
    if (changed === undefined) {
      fail();
    } else {
      edits.push(...changed);
    }
    return;
  }
  const changes = ['Action', 'Resource'].map((key) => {
    const value = entryOf(statement, key)?.value;
    const items = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
    const without = new Set(items.filter((item) => fate.without.has(item.start)));
    return { value, without, isEmptied: items.length > 0 && without.size === items.length };
  });
  if (changes.some(({ isEmptied }) => isEmptied)) {
    workOn(list, fate.tasks)?.drop.add(statement);
    return;
  }
  for (const { value, without } of changes) {
    if (value?.kind === 'list' && without.size > 0) {
      const changed = editList(text, value, { without, more: [] }, manner);
      if (changed === undefined) {
        fail();
        return;
      }
      edits.push(...changed);
    }
  }
}

function setEntry(
  text: string,
  map: SyntaxMap,
  key: string,
  data: JsonData,
  manner: Manner,
): readonly TextEdit[] | undefined {
  const entry = entryOf(map, key);
  return entry === undefined
    ? addEntry(text, map, key, data, manner)
    : replaceEntry(text, map, entry, data, manner);
}

/** AWS::Lambda::Permission has properties for its two conditions. */
function permissionEdits(
  { text, manner, render }: Workspace,
  properties: SyntaxMap,
  { conditions }: Extract<Repair, { do: 'condition' }>,
): readonly TextEdit[] | undefined {
  return conditions.flatMap(({ key, values }) => {
    const [value] = values;
    const name = key.replace('aws:', '');
    return value === undefined
      ? []
      : (setEntry(text, properties, name, render(value), manner) ?? []);
  });
}

/** The statements of the policy document at a place. */
function statementsAt({ root, offsetOf }: Workspace, place: Place): Located | undefined {
  const document = nodeAt(root, offsetOf(place), 'map');
  const value = entryOf(document?.node, 'Statement')?.value;
  return document === undefined || value === undefined
    ? undefined
    : { node: value, parents: [document.node, ...document.parents] };
}

/** Adds statements to a policy and takes others out, preferring to extend one that is like a new one. */
function mendPolicy(
  workspace: Workspace,
  work: PolicyWork,
  fates: ReadonlyMap<number, Fate>,
  left: Finding[],
): readonly TextEdit[] {
  const { text, manner, render } = workspace;
  const { node } = work.list;
  const present = presentStatements(workspace, work.list);
  const kept = present.filter(({ place }) => {
    const offset = workspace.offsetOf(place);
    return ![...work.drop].some(({ start }) => start === offset);
  });
  const edits: TextEdit[] = [];
  const added: Statement[] = [...work.more];
  for (const statement of mergeNeeds(united(work.needs))) {
    const like = kept.find((candidate) => isAlike(candidate, statement));
    const untouched = like && !fates.has(workspace.offsetOf(like.place)) ? like : undefined;
    const extended =
      untouched && extendEdits(workspace, workspace.offsetOf(untouched.place), statement);
    if (extended === undefined) {
      added.push(statement);
    } else {
      edits.push(...extended);
    }
  }
  const taken = new Set(kept.flatMap(({ sid }) => (sid === undefined ? [] : [sid])));
  const usesText = present.some(({ place }) => hasTextAction(workspace, place));
  const data = distinctStatements(added).map((statement) =>
    withTexts(
      renderStatement({ ...statement, sid: freeSid(statement.sid, taken) }, render),
      usesText,
    ),
  );
  if (node.kind === 'map') {
    const [document] = work.list.parents;
    const entry = entryOf(document, 'Statement');
    if (document?.kind !== 'map' || entry === undefined) {
      return fail();
    }
    if (work.drop.size > 0) {
      return data.length === 0
        ? dropPolicy()
        : [...edits, ...replaceEntry(text, document, entry, data, manner)];
    }
    return data.length === 0 ? edits : [...edits, ...listOf(text, entry, document, data, manner)];
  }
  if (node.kind !== 'list') {
    return fail();
  }
  if (work.drop.size === node.items.length && data.length === 0 && node.items.length > 0) {
    return dropPolicy();
  }
  const changed =
    work.drop.size === 0 && data.length === 0
      ? []
      : editList(text, node, { without: work.drop, more: data }, manner);
  return changed === undefined ? fail() : [...edits, ...changed];

  function fail(): readonly TextEdit[] {
    left.push(...work.tasks.map(({ finding }) => beyond(finding)));
    return [];
  }

  /** A policy must have a statement: one without goes from the list of the role's policies. */
  function dropPolicy(): readonly TextEdit[] {
    const [document, item, policies, properties] = work.list.parents;
    const entry = entryOf(properties, 'Policies');
    const isIn = document !== undefined && item?.kind === 'map' && entry?.value === policies;
    const removed =
      !isIn || policies?.kind !== 'list' || properties?.kind !== 'map' || entry === undefined
        ? undefined
        : policies.items.length === 1
          ? removeEntry(text, properties, entry, manner)
          : editList(text, policies, { without: new Set([item]), more: [] }, manner);
    if (removed === undefined) {
      left.push(
        ...work.tasks.map(({ finding }) => ({
          ...finding,
          remedy: 'Nothing would be left of the policy: delete it, and detach it from the role.',
        })),
      );
      return [];
    }
    return removed;
  }
}

/** Needs of different actions on the same resource share a statement. */
export function united(needs: readonly RoleNeed[]): readonly RoleNeed[] {
  const key = ({ purpose, through, resource, conditions }: RoleNeed) =>
    [
      purpose,
      through === undefined ? '' : templateKey(through),
      templateKey(resource),
      JSON.stringify(renderConditions(conditions, display)),
    ].join('\u0000');
  return [...groupBy(needs, key).values()].flatMap((members) => {
    const [first] = members;
    return first === undefined
      ? []
      : [{ ...first, actions: [...new Set(members.flatMap(({ actions }) => actions))].sort() }];
  });
}

function presentStatements(
  workspace: Workspace,
  { parents }: Located,
): readonly GrantedStatement[] {
  const [document] = parents;
  const value = document && valueAt(workspace, workspace.tree, document.start);
  return readPolicyDocument(value).statements;
}

function valueAt(workspace: Workspace, value: Value, offset: number): Value | undefined {
  const isHere = workspace.offsetOf(value.place) === offset;
  if (isHere && get(value, 'Statement') !== undefined) {
    return value;
  }
  const children =
    value.kind === 'list'
      ? value.items
      : value.kind === 'map'
        ? [...value.entries.values()].map((entry) => entry.value)
        : [];
  for (const child of children) {
    const found = valueAt(workspace, child, offset);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Whether a statement allows the same actions under the same conditions. */
function isAlike(present: GrantedStatement, wanted: Statement): boolean {
  const conditions = (
    of: readonly { operator: string; key: string; values: readonly string[] }[],
  ) =>
    of
      .map(({ operator, key, values }) =>
        [operator, key.toLowerCase(), ...[...values].sort()].join(),
      )
      .sort()
      .join('\u0000');
  return (
    present.effect === 'Allow' &&
    !present.notActions &&
    !present.notResources &&
    present.principals === undefined &&
    present.actions
      .map(({ template }) => (literal(template) ?? '').toLowerCase())
      .sort()
      .join() ===
      wanted.actions
        .map((action) => action.toLowerCase())
        .sort()
        .join() &&
    conditions(
      present.conditions.map(({ values, ...rest }) => ({
        ...rest,
        values: values.map(({ template }) => templateKey(template)),
      })),
    ) ===
      conditions(
        wanted.conditions.map(({ values, ...rest }) => ({
          ...rest,
          values: values.map(templateKey),
        })),
      )
  );
}

function extendEdits(
  { text, root, manner, render }: Workspace,
  offset: number,
  { resources = [] }: Statement,
): readonly TextEdit[] | undefined {
  const statement = nodeAt(root, offset, 'map')?.node;
  const entry = entryOf(statement, 'Resource');
  if (statement?.kind !== 'map' || entry === undefined) {
    return undefined;
  }
  const more = resources.map(render);
  return entry.value.kind === 'list'
    ? editList(text, entry.value, { without: new Set(), more }, manner)
    : listOf(text, entry, statement, more, manner);
}

/** New inline policies for roles that have none. */
function newPolicies(
  { text, root, manner, render, offsetOf }: Workspace,
  tasks: readonly Task[],
  left: Finding[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const forRoles = tasks.flatMap(({ finding, repair }) =>
    repair.do === 'allow' && repair.policy === undefined && repair.role !== undefined
      ? [{ finding, role: repair.role, needs: repair.needs }]
      : [],
  );
  for (const members of groupBy(forRoles, ({ role }) => showPlace(role)).values()) {
    const [first] = members;
    const role = first && nodeAt(root, offsetOf(first.role), 'map')?.node;
    const properties = entryOf(role, 'Properties')?.value;
    const statements = mergeNeeds(united(members.flatMap(({ needs }) => needs)));
    const policy = {
      PolicyName: 'FlowPermissions',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: statements.map((statement) => renderStatement(statement, render)),
      },
    };
    const present = entryOf(properties, 'Policies');
    const changed =
      properties?.kind !== 'map'
        ? undefined
        : present === undefined
          ? addEntry(text, properties, 'Policies', [policy], manner)
          : present.value.kind === 'list'
            ? editList(text, present.value, { without: new Set(), more: [policy] }, manner)
            : undefined;
    if (changed === undefined) {
      left.push(...members.map(({ finding }) => beyond(finding)));
    } else {
      edits.push(...changed);
    }
  }
  return edits;
}

/** Why a finding is left as it is. */
function beyond(finding: Finding): Finding {
  return {
    ...finding,
    remedy: `The text at ${showPlace(finding.place)} is made in a way that cannot be edited safely (an alias, a function, or a line of its own kind): change it by hand.`,
  };
}

function freeSid(sid: string, taken: Set<string>): string {
  let free = sid;
  for (let count = 2; taken.has(free); count += 1) {
    free = `${sid}Part${count}`;
  }
  taken.add(free);
  return free;
}

function distinctStatements(statements: readonly Statement[]): readonly Statement[] {
  return [
    ...new Map(
      statements.map((statement) => [
        JSON.stringify(renderStatement(statement, display)),
        statement,
      ]),
    ).values(),
  ];
}

function distinctEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}

/** Files that write one action as a text get it so. */
function withTexts(
  statement: { readonly [key: string]: JsonData },
  usesText: boolean,
): { readonly [key: string]: JsonData } {
  return Object.fromEntries(
    Object.entries(statement).map(([key, value]): [string, JsonData] => {
      const [only, ...rest] = Array.isArray(value) ? value : [];
      const isSingle = usesText && (key === 'Action' || key === 'Resource') && rest.length === 0;
      return [key, isSingle && only !== undefined ? only : value];
    }),
  );
}

function hasTextAction({ root, offsetOf }: Workspace, place: Place): boolean {
  const statement = nodeAt(root, offsetOf(place), 'map')?.node;
  return entryOf(statement, 'Action')?.value.kind === 'scalar';
}
