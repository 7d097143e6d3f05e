import type { Finding } from '../compare/finding.ts';
import { type FindingKind, kindRow } from '../compare/finding-kinds.ts';
import type { Repair } from '../compare/repair.ts';
import type { SourceFile } from '../file.ts';
import type { Condition } from '../flow/need.ts';
import type { Place } from '../place.ts';
import type { Template } from '../template/template.ts';
import { mendFile } from './mend-file.ts';
import type { Draft, MendOptions, Task } from './task.ts';
import { mendTerraform } from './terraform/terraform.ts';
import { applyEdits } from './text-edits.ts';
import { touchesOnly } from './untouched.ts';

/** Drafts, and findings that no safe edit mends; each says why in `remedy`. */
export interface Drafted {
  readonly drafts: readonly Draft[];
  readonly left: readonly Finding[];
}

/**
 * Makes the smallest edits that mend findings, in the files that hold the policies. They are drafts:
 * `mend` tries them before they are handed out.
 *
 * @param files all files that findings are about.
 */
export function draft(
  files: readonly SourceFile[],
  findings: readonly Finding[],
  options: MendOptions,
): Drafted {
  const wanted = findings.filter(({ kind }) => isWanted(kind, options));
  const left: Finding[] = [];
  const tasks = new Map<string, Task[]>();
  for (const finding of wanted) {
    const { repair } = finding;
    const target = repair && targetOf(repair);
    const open = repair === undefined ? [] : openIn(repair);
    if (open.length > 0) {
      left.push({ ...finding, remedy: `Answer ${open.join(', ')} first.` });
    } else if (repair === undefined || target === undefined) {
      left.push(finding);
    } else {
      tasks.set(target.file, [...(tasks.get(target.file) ?? []), { finding, repair }]);
    }
  }
  const drafts = new Map<string, Draft>();
  for (const [path, own] of tasks) {
    const file = files.find((candidate) => candidate.path === path);
    const made = file && draftOf(file, own, asDrafted(files, [...drafts.values()]));
    left.push(...(made?.left ?? own.map(({ finding }) => finding)));
    if (made?.draft !== undefined) {
      const unit = unitOf(path);
      drafts.set(unit, together(drafts.get(unit), made.draft));
    }
  }
  return { drafts: [...drafts.values()], left };
}

/** Files of a Terraform module are one text to Terraform: what one of them has, the others use. */
function unitOf(path: string): string {
  return path.endsWith('.tf') ? path.slice(0, path.lastIndexOf('/') + 1) : path;
}

function together(one: Draft | undefined, other: Draft): Draft {
  return one === undefined
    ? other
    : {
        changes: [...one.changes, ...other.changes],
        mends: [...one.mends, ...other.mends],
        inspect: () => one.inspect() ?? other.inspect(),
      };
}

/** The files as they are with the drafts so far: what one adds to a module is there for the next. */
function asDrafted(files: readonly SourceFile[], drafts: readonly Draft[]): readonly SourceFile[] {
  const texts = new Map(
    drafts.flatMap(({ changes }) => changes.map(({ path, after }) => [path, after] as const)),
  );
  return files.map((file) => {
    const text = texts.get(file.path);
    return text === undefined ? file : { ...file, text };
  });
}

function draftOf(file: SourceFile, tasks: readonly Task[], files: readonly SourceFile[]) {
  const { path, text: before } = file;
  const isTerraform = path.endsWith('.tf');
  const mended = isTerraform ? mendTerraform(file, tasks, files) : mendFile(file, tasks);
  if (mended === undefined) {
    return undefined;
  }
  const { edits, left } = mended;
  const names = new Set(left.map(nameOf));
  const own = tasks.filter(({ finding }) => !names.has(nameOf(finding)));
  const mends = own.map(({ finding }) => finding);
  const after = applyEdits(before, edits);
  if (after === undefined) {
    return {
      left,
      draft: { changes: [{ path, before, after: before }], mends, inspect: () => OVERLAP },
    };
  }
  const isNothing = after === before && mends.length === 0;
  const inspect = () => (isTerraform ? undefined : touchesOnly(file, after, edits, own));
  return {
    left,
    draft: isNothing ? undefined : { changes: [{ path, before, after }], mends, inspect },
  };
}

const OVERLAP = 'two edits of it overlap';

/** What a finding is known by, whatever is said of how to mend it. */
function nameOf({ rule, subject, action, resource, condition, flow, place }: Finding): string {
  return JSON.stringify([rule, subject, action, resource, condition, flow, place]);
}

function isWanted(kind: FindingKind, { prune, narrow }: MendOptions): boolean {
  switch (kindRow(kind).fix) {
    case 'always':
      return true;
    case 'prune':
      return prune;
    case 'narrow':
      return narrow;
    case 'by-hand':
    case 'never':
      return false;
  }
}

/** The questions that are open about what would be written; nothing is written by guessing. */
function openIn(repair: Repair): readonly string[] {
  const keys = valuesOf(repair).flatMap((value) =>
    value.flatMap((segment) => (segment.kind === 'open' ? [segment.question.key] : [])),
  );
  return [...new Set(keys)];
}

function valuesOf(repair: Repair): readonly Template[] {
  const inConditions = (conditions: readonly Condition[]) =>
    conditions.flatMap(({ values }) => values);
  switch (repair.do) {
    case 'allow':
    case 'narrow':
      return repair.needs.flatMap(({ resource, conditions }) => [
        resource,
        ...inConditions(conditions),
      ]);
    case 'condition':
      return inConditions(repair.conditions);
    case 'state':
      return [...(repair.statement.resources ?? []), ...inConditions(repair.statement.conditions)];
    case 'trim':
    case 'drop':
      return [];
  }
}

function targetOf(repair: Repair): Place | undefined {
  switch (repair.do) {
    case 'allow':
    case 'state':
      return repair.policy ?? repair.role;
    case 'trim':
    case 'drop':
    case 'narrow':
    case 'condition':
      return repair.statement;
  }
}
