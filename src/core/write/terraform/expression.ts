import { escapeCodePoints } from '../../printable.ts';
import type { DeploymentPart, Reference } from '../../template/reference.ts';
import { display, type Segment, type Template } from '../../template/template.ts';
import { escaped, quoted } from './hcl.ts';
import { isOneExpression } from './one-expression.ts';

/** The address of the data source that tells the account, the Region or the partition. */
export type DataSources = (part: DeploymentPart) => string;

/** The attribute of each data source; `id` of a Region is its code in every version of the provider. */
const ATTRIBUTES: Readonly<Record<DeploymentPart, string>> = {
  account: 'account_id',
  region: 'id',
  partition: 'partition',
};

/** Whether Terraform code outside a resource can write a reference. */
export function keepsInTerraform(reference: Reference): boolean {
  switch (reference.kind) {
    case 'deployment':
      return true;
    case 'cloudformation':
      return false;
    case 'terraform':
      // These mean something inside one resource only.
      return (
        !/\b(?:each|count|self)\./.test(reference.expression) &&
        isOneExpression(reference.expression)
      );
  }
}

/** Writes a template as an expression of Terraform: text in quotes, or a reference as it is. */
export function expression(value: Template, data: DataSources): string {
  const [first, ...rest] = value;
  if (first?.kind === 'reference' && rest.length === 0) {
    return referenceText(first.reference, data);
  }
  if (first?.kind === 'after' && rest.length === 0) {
    return afterText(first, data);
  }
  return `"${value.map((segment, index) => inQuotes(segment, value[index + 1], data)).join('')}"`;
}

function inQuotes(segment: Segment, next: Segment | undefined, data: DataSources): string {
  switch (segment.kind) {
    case 'text': {
      // A `$` before `${` would make it the text `${`.
      const isMark = /[$%]$/.test(segment.text) && next !== undefined && next.kind !== 'open';
      return isMark
        ? `${escaped(segment.text.slice(0, -1))}\${${quoted(segment.text.slice(-1))}}`
        : escaped(segment.text);
    }
    case 'open':
      return escaped(display([segment]));
    case 'reference':
      return `\${${referenceText(segment.reference, data)}}`;
    case 'after':
      return `\${${afterText(segment, data)}}`;
  }
}

function afterText({ mark, reference }: Segment & { kind: 'after' }, data: DataSources): string {
  return `split(${quoted(mark)}, ${referenceText(reference, data)})[1]`;
}

function referenceText(reference: Reference, data: DataSources): string {
  switch (reference.kind) {
    case 'deployment':
      return `${data(reference.part)}.${ATTRIBUTES[reference.part]}`;
    case 'terraform':
      // What nobody can see stands in the texts of keys only, where an escape means the same.
      return escapeCodePoints(reference.expression);
    case 'cloudformation':
      // The format keeps no such reference, so that it has become a question or its answer before.
      throw new TypeError('Terraform has no way to write a reference of a template');
  }
}
