import type { Finding, TextEdit } from '../../compare/finding.ts';
import type { Repair } from '../../compare/repair.ts';
import type { RoleNeed } from '../../flow/need.ts';
import type { Statement } from '../../policy/document.ts';
import { mergeNeeds } from '../../policy/merge.ts';
import type { HclBlock } from '../../read/hcl/syntax.ts';
import type { DataSources } from '../../write/terraform/expression.ts';
import { hclText } from '../../write/terraform/hcl.ts';
import { conditionBlock, statementItems } from '../../write/terraform/policy-document.ts';
import { editList, lineEnd, lineStart, type Manner } from '../layout.ts';
import type { Task } from '../mend.ts';
import { united } from '../mend-file.ts';
import { listSyntax } from './documents.ts';

/** All that edits of blocks are made of. */
export interface BlockWork {
  readonly text: string;
  readonly data: DataSources;
  readonly manner: Manner;
  readonly offsetOf: (place: { readonly line: number; readonly column: number }) => number;
}

/** Mends a policy that is written as blocks `statement`. */
export function mendBlocks(
  document: HclBlock,
  tasks: readonly Task[],
  work: BlockWork,
): { readonly edits: readonly TextEdit[]; readonly left: readonly Finding[] } {
  const edits: TextEdit[] = [];
  const left: Finding[] = [];
  const needs: RoleNeed[] = [];
  const more: Statement[] = [];
  const dropped = new Set<HclBlock>();
  const blocks = document.body.blocks.filter(({ type }) => type === 'statement');
  const blockOf = (place: { readonly line: number; readonly column: number }) =>
    blocks.find(({ span }) => span.start === work.offsetOf(place));
  const trimmed = new Map<HclBlock, Set<number>>();
  for (const task of tasks) {
    const { repair, finding } = task;
    if (repair.do === 'allow') {
      needs.push(...repair.needs);
      continue;
    }
    if (repair.do === 'state') {
      more.push(repair.statement);
      continue;
    }
    const block = blockOf(repair.statement);
    if (block === undefined) {
      left.push(finding);
    } else if (repair.do === 'drop' || repair.do === 'narrow') {
      dropped.add(block);
      needs.push(...(repair.do === 'narrow' ? repair.needs : []));
    } else if (repair.do === 'trim') {
      const known = trimmed.get(block) ?? new Set<number>();
      trimmed.set(block, known);
      for (const item of repair.items) {
        known.add(work.offsetOf(item));
      }
    } else {
      edits.push(...conditionEdits(block, repair, work));
    }
  }
  for (const [block, items] of trimmed) {
    const changed = dropped.has(block) ? [] : trim(block, items, work);
    if (changed === undefined) {
      dropped.add(block);
    } else {
      edits.push(...changed);
    }
  }
  const added = [...more, ...mergeNeeds(united(needs))];
  if (dropped.size === blocks.length && added.length === 0 && blocks.length > 0) {
    const remedy = 'Nothing would be left of the policy: delete it, and detach it from the role.';
    return { edits: [], left: tasks.map(({ finding }) => ({ ...finding, remedy })) };
  }
  const kept = edits.filter((edit) => ![...dropped].some((block) => isWithin(edit, block)));
  const statements = added.flatMap((statement) => statementItems(statement, work.data));
  return {
    edits: [
      ...kept,
      ...[...dropped].map((block) => removal(block, work.text)),
      ...(added.length === 0
        ? []
        : [atEndOf(document, hclText(statements), work.text, work.manner)]),
    ],
    left,
  };
}

/** Edits inside a statement that goes are of no use. */
function isWithin({ start, end }: TextEdit, { span }: HclBlock): boolean {
  return start >= span.start && end <= span.end;
}

/** Takes items out of the lists of a statement; one of which nothing is left goes as a whole. */
function trim(
  block: HclBlock,
  items: ReadonlySet<number>,
  { text, manner }: BlockWork,
): readonly TextEdit[] | undefined {
  const lists = ['actions', 'resources'].map((name) => {
    const list = listSyntax(block.body.attributes.get(name)?.expression);
    const members = list?.kind === 'list' ? list.items : [];
    return { list, without: new Set(members.filter(({ start }) => items.has(start))), members };
  });
  if (lists.some(({ without, members }) => members.length > 0 && without.size === members.length)) {
    return undefined;
  }
  return lists.flatMap(({ list, without }) =>
    list?.kind === 'list' && without.size > 0
      ? (editList(text, list, { without, more: [] }, manner) ?? [])
      : [],
  );
}

/** Conditions are blocks: those of the same keys go, the new ones come at the end. */
function conditionEdits(
  block: HclBlock,
  { conditions, without }: Extract<Repair, { do: 'condition' }>,
  { text, data, manner }: BlockWork,
): readonly TextEdit[] {
  const keys = new Set(
    [...conditions.map(({ key }) => key), ...without].map((key) => key.toLowerCase()),
  );
  const gone = block.body.blocks.filter(({ type, body }) => {
    const variable = body.attributes.get('variable')?.expression;
    return (
      type === 'condition' && variable?.kind === 'literal' && keys.has(variable.text.toLowerCase())
    );
  });
  const items = conditions.map((condition) => conditionBlock(condition, data));
  return [
    ...gone.map((each) => removal(each, text)),
    ...(items.length === 0 ? [] : [atEndOf(block, hclText(items), text, manner)]),
  ];
}

/** A block with its lines, and the blank line before it. */
function removal({ span }: HclBlock, text: string): TextEdit {
  const start = lineStart(text, span.start);
  const end = Math.min(
    lineEnd(text, span.end) + lineBreakAt(text, lineEnd(text, span.end)),
    text.length,
  );
  const before = /(?:^|\n)[ \t]*\r?\n$/.exec(text.slice(0, start))?.[0] ?? '';
  const blank = before.startsWith('\n') ? before.length - 1 : before.length;
  return { start: start - blank, end, text: '' };
}

function lineBreakAt(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? 2 : text[end] === '\n' ? 1 : 0;
}

/** Writes lines before the closing brace of a block, behind a blank line. */
function atEndOf(block: HclBlock, lines: string, text: string, { lineBreak }: Manner): TextEdit {
  const close = block.span.end - 1;
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, block.span.start)))?.[0] ?? '';
  const inner = lines
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : `${outer}  ${line}`));
  const isOneLine = !text.slice(block.span.start, close).includes('\n');
  const at = isOneLine ? close : lineStart(text, close);
  const isEmpty = block.body.attributes.size + block.body.blocks.length === 0;
  return {
    start: at,
    end: at,
    text: isOneLine
      ? `${lineBreak}${inner.join(lineBreak)}${lineBreak}${outer}`
      : `${isEmpty ? '' : lineBreak}${inner.join(lineBreak)}${lineBreak}`,
  };
}
