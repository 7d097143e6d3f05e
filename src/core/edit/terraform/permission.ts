import type { TextEdit } from '../../compare/finding.ts';
import type { Condition } from '../../flow/need.ts';
import type { HclBlock } from '../../read/hcl/syntax.ts';
import { type DataSources, expression } from '../../write/terraform/expression.ts';
import { lineBreakOf, lineStart } from '../layout.ts';

const ARGUMENTS: Readonly<Record<string, string>> = {
  'aws:SourceAccount': 'source_account',
  'aws:SourceArn': 'source_arn',
};

/** Sets the arguments of an `aws_lambda_permission` that stand for its conditions. */
export function permissionEdits(
  { body, span }: HclBlock,
  conditions: readonly Condition[],
  text: string,
  data: DataSources,
): readonly TextEdit[] {
  return conditions.flatMap(({ key, values }): readonly TextEdit[] => {
    const name = ARGUMENTS[key];
    const [value] = values;
    if (name === undefined || value === undefined) {
      return [];
    }
    const written = expression(value, data);
    const present = body.attributes.get(name)?.expression;
    if (present !== undefined) {
      return [{ ...present.span, text: written }];
    }
    const [sample] = body.attributes.values();
    const at = lineStart(text, span.end - 1);
    const indent = sample
      ? text.slice(lineStart(text, sample.span.start), sample.span.start)
      : '  ';
    const lineBreak = lineBreakOf(text);
    // As far as the name is short enough, the signs stay aligned.
    const width = sample ? text.slice(sample.span.start).indexOf('=') - 1 : 0;
    return [
      { start: at, end: at, text: `${indent}${name.padEnd(width)} = ${written}${lineBreak}` },
    ];
  });
}
