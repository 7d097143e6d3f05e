import type { Finding } from '../compare/finding.ts';
import { renderStatement, type Statement } from '../policy/document.ts';
import { mergeNeeds } from '../policy/merge.ts';
import { printableJson } from '../printable.ts';
import { display } from '../template/template.ts';
import { expression } from '../write/cloudformation/expression.ts';

/**
 * The statements that somebody would add by hand where no edit is safe, as JSON; undefined where
 * nothing is to be added.
 */
export function statementText({ repair, place }: Finding): string | undefined {
  const statements = statementsOf(repair);
  const isPlain = statements.every(({ resources = [] }) =>
    resources.every((value) => value.every(({ kind }) => kind === 'text')),
  );
  const render = isPlain || /\.tf$/i.test(place.file) ? display : expression;
  return statements.length === 0
    ? undefined
    : statements.map((statement) => printableJson(renderStatement(statement, render))).join(',\n');
}

function statementsOf(repair: Finding['repair']): readonly Statement[] {
  switch (repair?.do) {
    case 'allow':
    case 'narrow':
      return mergeNeeds(repair.needs);
    case 'state':
      return [repair.statement];
    default:
      return [];
  }
}
