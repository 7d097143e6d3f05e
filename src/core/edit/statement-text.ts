import type { Finding } from '../compare/finding.ts';
import { renderStatement, type Statement } from '../policy/document.ts';
import { mergeNeeds } from '../policy/merge.ts';
import { escapeUnprintable, printableJson } from '../printable.ts';
import { display } from '../template/template.ts';
import { expression } from '../write/cloudformation/expression.ts';
import { expression as terraformExpression } from '../write/terraform/expression.ts';
import { Addresses, dataSources } from '../write/terraform/names.ts';
import { hclData } from './hcl-text.ts';
import { rawExpression } from './raw.ts';

/**
 * The statements that somebody would add by hand where no edit is safe, as JSON, or as `jsonencode`
 * takes them for a Terraform file; undefined where nothing is to be added.
 */
export function statementText({ repair, place }: Finding): string | undefined {
  const statements = statementsOf(repair);
  const isPlain = statements.every(({ resources = [] }) =>
    resources.every((value) => value.every(({ kind }) => kind === 'text')),
  );
  const write = /\.tf$/i.test(place.file)
    ? hclStatement
    : (statement: Statement) =>
        printableJson(renderStatement(statement, isPlain ? display : expression));
  return statements.length === 0 ? undefined : statements.map(write).join(',\n');
}

/** A statement with its references as Terraform writes them. */
function hclStatement(statement: Statement): string {
  const { data } = dataSources([], new Addresses([]));
  const written = renderStatement(statement, (value) =>
    rawExpression(terraformExpression(value, data)),
  );
  return escapeUnprintable(hclData(written));
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
