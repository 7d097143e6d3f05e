import type { TextEdit } from '../compare/finding.ts';
import { get, type Value } from '../document/value.ts';
import type { SourceFile } from '../file.ts';
import { type Place, showPlace } from '../place.ts';
import { InputError, showProblem } from '../problem.ts';
import { templateKey } from '../template/template.ts';
import { lineEnd, lineStart, nextLine } from './lines.ts';
import { languageOf } from './syntax.ts';
import { entryOf, nodeAt, type SyntaxNode } from './syntax-tree.ts';
import { hasLooseYaml } from './syntax-yaml.ts';
import type { Task } from './task.ts';
import { readTree, type Workspace, withoutMark, workspaceOf } from './workspace.ts';

/**
 * Whether a changed file in JSON or YAML can be read, and differs only in the statements that
 * findings are about.
 *
 * @returns what is wrong; undefined for a change as it should be.
 */
export function touchesOnly(
  file: SourceFile,
  after: string,
  edits: readonly TextEdit[],
  tasks: readonly Task[],
): string | undefined {
  const workspace = workspaceOf(file);
  if (workspace === undefined) {
    return 'the file cannot be read';
  }
  const { path, text } = file;
  const shift = text.length - workspace.text.length;
  const spans = tasks.flatMap((task) => spansOf(workspace, task));
  const isInside = edits.every(({ start, end }) =>
    spans.some((span) => span.start <= start - shift && end - shift <= span.end),
  );
  if (!isInside) {
    return 'it would change text outside of the statements that it is about';
  }
  try {
    const changed = withoutMark(after);
    const tree = readTree(path, changed);
    if (
      languageOf(path, changed) === 'yaml' &&
      hasLooseYaml(changed) &&
      !hasLooseYaml(workspace.text)
    ) {
      return 'it would be YAML that not every program reads';
    }
    return sameOutside(readTree(path, workspace.text), tree, targetsOf(tasks))
      ? undefined
      : 'it would change values outside of the statements that it is about';
  } catch (error) {
    if (error instanceof InputError) {
      return `it can no longer be read (${error.problems.map(showProblem).join(' ')})`;
    }
    throw error;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the edits for a finding may be: in the statements of its policy, or in the role's policies. */
function spansOf({ text, root, offsetOf }: Workspace, { repair }: Task): readonly Span[] {
  const place = placeOf(repair);
  const found = place && nodeAt(root, offsetOf(place), 'map');
  if (found === undefined) {
    return [];
  }
  const chain = [found.node, ...found.parents];
  const isForRole = isNew(repair);
  const isPermission = repair.do === 'condition' && repair.form === 'permission';
  const own = isForRole
    ? [entryOf(found.node, 'Properties')?.value]
    : isPermission
      ? [found.node]
      : [
          valueIn(chain, 'Statement'),
          // A policy of which nothing is left goes from its role.
          chain.find((node) => entryOf(node, 'Policies') !== undefined),
        ];
  return own.flatMap((node) =>
    node === undefined
      ? []
      : [
          {
            start: Math.min(lineStart(text, node.start), keyEndBefore(chain, node)),
            end: nextLine(text, lineEnd(text, node.end)),
          },
        ],
  );
}

function keyEndBefore(chain: readonly SyntaxNode[], node: SyntaxNode): number {
  const entries = chain.flatMap((one) => (one.kind === 'map' ? one.entries : []));
  return entries.find(({ value }) => value === node)?.keyEnd ?? node.start;
}

function valueIn(chain: readonly SyntaxNode[], key: string): SyntaxNode | undefined {
  const holder = chain.find((node) => entryOf(node, key) !== undefined);
  return entryOf(holder, key)?.value;
}

/** Whether the role gets a new policy. */
function isNew(repair: Task['repair']): boolean {
  return (repair.do === 'allow' || repair.do === 'state') && repair.policy === undefined;
}

function placeOf(repair: Task['repair']): Place | undefined {
  return repair.do === 'allow' || repair.do === 'state'
    ? (repair.policy ?? repair.role)
    : repair.statement;
}

/** The places that findings are about. */
interface Targets {
  readonly policies: ReadonlySet<string>;
  readonly statements: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

function targetsOf(tasks: readonly Task[]): Targets {
  const policies = new Set<string>();
  const statements = new Set<string>();
  const roles = new Set<string>();
  for (const { repair } of tasks) {
    const place = placeOf(repair);
    const named = place === undefined ? '' : showPlace(place);
    const isPolicy = repair.do === 'allow' || repair.do === 'state';
    (isNew(repair) ? roles : isPolicy ? policies : statements).add(named);
  }
  return { policies, statements, roles };
}

/** Whether two trees are the same but for statements that findings are about, and new ones. */
function sameOutside(before: Value, after: Value | undefined, targets: Targets): boolean {
  if (after?.kind !== before.kind) {
    return false;
  }
  if (before.kind === 'scalar' || after.kind === 'scalar') {
    return print(before) === print(after);
  }
  if (before.kind === 'list' || after.kind === 'list') {
    const items = before.kind === 'list' ? before.items : [];
    const now = after.kind === 'list' ? after.items : [];
    return (
      items.length === now.length && items.every((item, at) => sameOutside(item, now[at], targets))
    );
  }
  if (targets.statements.has(showPlace(before.place)) && get(before, 'Effect') === undefined) {
    // The properties of an AWS::Lambda::Permission are its statement.
    return [...before.entries].every(
      ([key, { value }]) =>
        /^Source(?:Account|Arn)$/.test(key) || sameOutside(value, get(after, key), targets),
    );
  }
  const isTarget = isTargeted(before, targets);
  const isRole = targets.roles.has(showPlace(before.place));
  const isSame = [...before.entries].every(([key, { value }]) => {
    const now = get(after, key);
    if (key === 'Statement' && isTarget) {
      return keepsOthers(value, now, targets);
    }
    return key === 'Policies' || (key === 'Properties' && isRole)
      ? keepsPolicies(value, now, targets)
      : sameOutside(value, now, targets);
  });
  return isSame && [...after.entries.keys()].every((key) => before.entries.has(key));
}

function isTargeted(value: Value, { policies, statements }: Targets): boolean {
  return (
    policies.has(showPlace(value.place)) ||
    listed(get(value, 'Statement')).some(({ place }) => statements.has(showPlace(place)))
  );
}

/** Statements that nothing was found about are still there, though they may have got resources. */
function keepsOthers(before: Value, after: Value | undefined, { statements }: Targets): boolean {
  const now = listed(after);
  return listed(before)
    .filter(({ place }) => !statements.has(showPlace(place)))
    .every((statement) =>
      now.some(
        (other) =>
          print(statement, 'Resource') === print(other, 'Resource') &&
          isWithin(listed(get(statement, 'Resource')), listed(get(other, 'Resource'))),
      ),
    );
}

/** Policies of a role stay as they are, but for those about which something was found, and new ones. */
function keepsPolicies(before: Value, after: Value | undefined, targets: Targets): boolean {
  if (before.kind === 'map' && get(before, 'PolicyDocument') === undefined) {
    const others = [...before.entries].filter(([key]) => key !== 'Policies');
    const isSame = others.every(([key, { value }]) => sameOutside(value, get(after, key), targets));
    const policies = get(before, 'Policies');
    return (
      isSame && (policies === undefined || keepsPolicies(policies, get(after, 'Policies'), targets))
    );
  }
  const now = listed(after);
  return listed(before).every(
    (policy) =>
      now.some((other) => sameOutside(policy, other, targets)) ||
      isTargeted(get(policy, 'PolicyDocument') ?? policy, targets),
  );
}

function isWithin(some: readonly Value[], all: readonly Value[]): boolean {
  const known = new Set(all.map((value) => print(value)));
  return some.every((value) => known.has(print(value)));
}

function listed(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : value.kind === 'list' ? value.items : [value];
}

/** A value as text, whatever its place. */
function print(value: Value, without?: string): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify([value.type, templateKey(value.template)]);
    case 'list':
      return `[${value.items.map((item) => print(item)).join()}]`;
    case 'map':
      return `{${[...value.entries]
        .filter(([key]) => key !== without)
        .map(([key, entry]) => `${JSON.stringify(key)}:${print(entry.value)}`)
        .join()}}`;
  }
}
