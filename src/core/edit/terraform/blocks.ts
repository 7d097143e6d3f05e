import type { Finding, TextEdit } from '../../compare/finding.ts';
import type { Repair } from '../../compare/repair.ts';
import type { HclBlock } from '../../read/hcl/syntax.ts';
import type { DataSources } from '../../write/terraform/expression.ts';
import { hclText } from '../../write/terraform/hcl.ts';
import { conditionBlock, statementItems } from '../../write/terraform/policy-document.ts';
import { lineEnd, lineStart } from '../layout.ts';
import { editBrackets } from './brackets.ts';
import { commentsIn } from './comments.ts';
import { goingFrom } from './going.ts';
import { nodeOfHcl, type PolicyNode } from './node.ts';
import { EMPTIED, type MendedDocument } from './objects.ts';
import { type DocumentPlan, type StatementPlan, statementsFor, withFreeSids } from './plan.ts';

/** All that edits of blocks are made of. */
export interface BlockWork {
  readonly text: string;
  readonly data: DataSources;
  readonly lineBreak: string;
  /** Sids that a new statement must not have. */
  readonly sids: Set<string>;
}

/** Mends a policy that is written as blocks `statement`. */
export function mendBlocks(
  document: HclBlock,
  plan: DocumentPlan,
  work: BlockWork,
): MendedDocument {
  const blocks = document.body.blocks.filter(({ type }) => type === 'statement');
  const edits: TextEdit[] = [];
  const left: Finding[] = [...plan.conflicting];
  const gone = new Set<HclBlock>();
  const adding = [...plan.adding];
  for (const [at, own] of plan.statements) {
    const block = blocks.find(({ span }) => span.start === at);
    const done = block && mendStatement(block, own, work);
    if (block === undefined || done === undefined) {
      left.push(...own.tasks.map(({ finding }) => finding));
    } else if (done === 'gone') {
      gone.add(block);
      adding.push(...own.tasks.filter(({ repair }) => repair.do === 'narrow'));
    } else {
      edits.push(...done);
    }
  }
  const added = withFreeSids(statementsFor(adding), work.sids);
  if (gone.size > 0 && gone.size === blocks.length && added.length === 0 && !takesIn(document)) {
    const tasks = [...plan.statements.values()].flatMap((own) => own.tasks);
    return {
      edits: [],
      left: [...tasks, ...plan.adding].map(({ finding }) => finding).concat(plan.conflicting),
      remedy: EMPTIED,
    };
  }
  const lines = hclText(added.flatMap((statement) => statementItems(statement, work.data)));
  return {
    edits: [
      ...edits,
      ...[...gone].map((block) => removal(block, work.text)),
      ...(added.length === 0 ? [] : atEndOf(document, lines, work)),
    ],
    left,
  };
}

/** Whether a document has statements beside its blocks. */
function takesIn({ body }: HclBlock): boolean {
  return (
    body.attributes.has('source_policy_documents') ||
    body.attributes.has('override_policy_documents') ||
    body.blocks.some(({ type }) => type === 'dynamic')
  );
}

/** The edits inside a statement, or that it goes; undefined where neither is safe. */
function mendStatement(
  block: HclBlock,
  own: StatementPlan,
  work: BlockWork,
): readonly TextEdit[] | 'gone' | undefined {
  const values = ['actions', 'resources'].flatMap((name): readonly PolicyNode[] => {
    const expression = block.body.attributes.get(name)?.expression;
    return expression === undefined ? [] : [nodeOfHcl(expression)];
  });
  const lists = goingFrom(values, own);
  if (lists === undefined || lists === 'gone') {
    return lists;
  }
  const { condition } = own;
  const edits: TextEdit[] = [];
  for (const { value, going } of lists.filter(({ going: some }) => some.size > 0)) {
    const changed =
      value.kind === 'list'
        ? editBrackets(
            work.text,
            value,
            value.items,
            { without: going, more: [] },
            { lineBreak: work.lineBreak, linesSeparate: false },
          )
        : undefined;
    if (changed === undefined) {
      return undefined;
    }
    edits.push(...changed);
  }
  const conditioned = condition === undefined ? [] : conditionEdits(block, condition, work);
  return conditioned && [...edits, ...conditioned];
}

/** Conditions are blocks: those of the same keys go, the new ones come at the end. */
function conditionEdits(
  block: HclBlock,
  { conditions, without }: Extract<Repair, { do: 'condition' }>,
  work: BlockWork,
): readonly TextEdit[] | undefined {
  const keys = new Set(
    [...conditions.map(({ key }) => key), ...without].map((key) => key.toLowerCase()),
  );
  const keyed = block.body.blocks
    .filter(({ type }) => type === 'condition')
    .map((each) => ({ each, variable: each.body.attributes.get('variable')?.expression }));
  const isMade = block.body.blocks.some(({ type }) => type === 'dynamic');
  if (isMade || keyed.some(({ variable }) => variable?.kind !== 'literal')) {
    return undefined;
  }
  const gone = keyed.filter(
    ({ variable }) => variable?.kind === 'literal' && keys.has(variable.text.toLowerCase()),
  );
  const lines = hclText(conditions.map((condition) => conditionBlock(condition, work.data)));
  return [
    ...gone.map(({ each }) => withComments(removal(each, work.text), each, work)),
    ...(conditions.length === 0 ? [] : atEndOf(block, lines, work)),
  ];
}

/** A condition is written anew: the comments in the old one stay. */
function withComments(
  edit: TextEdit,
  { span }: HclBlock,
  { text, lineBreak }: BlockWork,
): TextEdit {
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, span.start)))?.[0] ?? '';
  const lines = commentsIn(text, span).map((comment) => indent + comment + lineBreak);
  return { ...edit, text: lines.join('') };
}

/** A block with its lines, and the blank line before it. */
function removal({ span }: HclBlock, text: string): TextEdit {
  const start = lineStart(text, span.start);
  const end = lineEnd(text, span.end);
  if (text.slice(start, span.start).trim() !== '') {
    return { start: span.start, end: span.end, text: '' };
  }
  const above = text.slice(lineStart(text, Math.max(start - 1, 0)), start);
  const blank = above.trim() === '' ? above.length : 0;
  const after = text.startsWith('\r\n', end) ? 2 : text[end] === '\n' ? 1 : 0;
  return { start: start - blank, end: end + after, text: '' };
}

/** Writes lines before the closing brace of a block, behind a blank line. */
function atEndOf(
  { span, body }: HclBlock,
  lines: string,
  { text, lineBreak }: BlockWork,
): readonly TextEdit[] {
  const close = span.end - 1;
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, span.start), span.start))?.[0] ?? '';
  const inner = lines
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : `${outer}  ${line}`))
    .join(lineBreak);
  const isEmpty = body.attributes.size + body.blocks.length === 0;
  const at = lineStart(text, close);
  if (text.slice(at, close).trim() === '' && at > span.start) {
    return [{ start: at, end: at, text: `${isEmpty ? '' : lineBreak}${inner}${lineBreak}` }];
  }
  // On one line a block has one argument at most, which gets a line of its own.
  const [only] = body.attributes.values();
  const open = text.indexOf('{', span.start) + 1;
  return only === undefined
    ? [{ start: open, end: close, text: `${lineBreak}${inner}${lineBreak}${outer}` }]
    : [
        { start: open, end: only.span.start, text: `${lineBreak}${outer}  ` },
        {
          start: close,
          end: close,
          text: `${lineBreak}${lineBreak}${inner}${lineBreak}${outer}`,
        },
      ];
}
