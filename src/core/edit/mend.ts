import type { Finding, FindingKind } from '../compare/finding.ts';
import type { Repair } from '../compare/repair.ts';
import type { Condition } from '../flow/need.ts';
import type { Place } from '../place.ts';
import type { SourceFile } from '../read/format.ts';
import type { Template } from '../template/template.ts';
import { mendFile } from './mend-file.ts';
import { mendTerraform } from './terraform/terraform.ts';
import { applyEdits } from './text-edits.ts';

/** What is mended beside what is missing and what is without effect. */
export interface MendOptions {
  /** Take out what no node needs. */
  readonly prune: boolean;
  /** Narrow what is too wide. */
  readonly narrow: boolean;
}

/** Mends everything that can be mended. */
export const MEND_ALL: MendOptions = { prune: true, narrow: true };

/** A file as it was and as it should be. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface Mended {
  readonly changes: readonly FileChange[];
  /** Findings that no safe edit mends; each says why in `remedy`. */
  readonly left: readonly Finding[];
}

/** A finding together with what mends it. */
export interface Task {
  readonly finding: Finding;
  readonly repair: Repair;
}

/**
 * Mends findings with the smallest edits in the files that hold the policies. Any selection of
 * findings can be mended, alone or together.
 *
 * @param files all files that findings are about.
 */
export function mend(
  files: readonly SourceFile[],
  findings: readonly Finding[],
  options: MendOptions,
): Mended {
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
  const changes: FileChange[] = [];
  for (const [path, own] of tasks) {
    const file = files.find((candidate) => candidate.path === path);
    const mended =
      file && (path.endsWith('.tf') ? mendTerraform(file, own, files) : mendFile(file, own));
    if (file === undefined || mended === undefined) {
      left.push(...own.map(({ finding }) => finding));
      continue;
    }
    left.push(...mended.left);
    const after = applyEdits(file.text, mended.edits) ?? file.text;
    if (after !== file.text) {
      changes.push({ path, before: file.text, after });
    }
  }
  return { changes, left };
}

function isWanted(kind: FindingKind, { prune, narrow }: MendOptions): boolean {
  switch (kind) {
    case 'missing':
    case 'invalid':
      return true;
    case 'excess':
      return prune;
    case 'broad':
      return narrow;
    case 'unknown':
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
      return repair.policy ?? repair.role;
    case 'state':
      return repair.policy;
    case 'trim':
    case 'drop':
    case 'narrow':
    case 'condition':
      return repair.statement;
  }
}
