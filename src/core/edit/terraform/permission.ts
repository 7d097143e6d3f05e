import type { TextEdit } from '../../compare/finding.ts';
import type { HclBlock } from '../../read/hcl/syntax.ts';
import { type DataSources, expression } from '../../write/terraform/expression.ts';
import { lineBreakOf, lineStart } from '../layout.ts';
import type { Task } from '../task.ts';
import type { MendedDocument } from './objects.ts';

const ARGUMENTS: Readonly<Record<string, string>> = {
  'aws:SourceAccount': 'source_account',
  'aws:SourceArn': 'source_arn',
};

/** Sets the arguments of an `aws_lambda_permission` that stand for its conditions. */
export function permissionEdits(
  { body, span }: HclBlock,
  tasks: readonly Task[],
  text: string,
  data: DataSources,
): MendedDocument {
  const wanted = new Map<string, Set<string>>();
  for (const { repair } of tasks) {
    for (const { key, values } of repair.do === 'condition' ? repair.conditions : []) {
      const name = ARGUMENTS[key];
      const [value] = values;
      if (name !== undefined && value !== undefined) {
        wanted.set(name, (wanted.get(name) ?? new Set()).add(expression(value, data)));
      }
    }
  }
  const at = lineStart(text, span.end - 1);
  const isOneLine = at <= span.start;
  if (isOneLine || [...wanted.values()].some((values) => values.size > 1)) {
    // Findings of several flows ask for different values: an argument has one.
    return { edits: [], left: tasks.map(({ finding }) => finding) };
  }
  const [sample] = body.attributes.values();
  const indent = sample ? text.slice(lineStart(text, sample.span.start), sample.span.start) : '  ';
  // As far as the name is short enough, the signs stay aligned.
  const width = sample ? text.slice(sample.span.start).indexOf('=') - 1 : 0;
  const lines = [...wanted].flatMap(([name, [written = '']]) =>
    body.attributes.has(name)
      ? []
      : [`${indent}${name.padEnd(width)} = ${written}${lineBreakOf(text)}`],
  );
  const replaced = [...wanted].flatMap(([name, [written = '']]): readonly TextEdit[] => {
    const present = body.attributes.get(name)?.expression;
    return present === undefined ? [] : [{ ...present.span, text: written }];
  });
  const inserted = lines.length === 0 ? [] : [{ start: at, end: at, text: lines.join('') }];
  return { edits: [...replaced, ...inserted], left: [] };
}
