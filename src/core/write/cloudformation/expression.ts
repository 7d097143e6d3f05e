import {
  type DeploymentPart,
  type Intrinsic,
  intrinsicData,
  type JsonData,
  type Reference,
  type TerraformReference,
} from '../../template/reference.ts';
import { display, type Segment, type Template } from '../../template/template.ts';

const PSEUDO_PARAMETERS: Readonly<Record<DeploymentPart, string>> = {
  account: 'AWS::AccountId',
  region: 'AWS::Region',
  partition: 'AWS::Partition',
};

/**
 * Writes a template as CloudFormation: plain text, one intrinsic function, or `Fn::Sub` that keeps
 * every reference.
 *
 * @returns the value with intrinsic functions in their long form.
 */
export function expression(value: Template): JsonData {
  const [first, ...rest] = value;
  if (first === undefined) {
    return '';
  }
  if (rest.length === 0) {
    return first.kind === 'text' ? first.text : segmentData(first);
  }
  const variables: Record<string, JsonData> = {};
  const inline = value.map(subText);
  const text = value.map((segment, index) => {
    const name = freeName(variables, inline);
    if (inline[index] === undefined) {
      variables[name] = segmentData(segment);
    }
    return inline[index] ?? `\${${name}}`;
  });
  if (value.every((segment) => segment.kind === 'text' || segment.kind === 'open')) {
    return value
      .map((segment) => (segment.kind === 'text' ? segment.text : subText(segment)))
      .join('');
  }
  return {
    'Fn::Sub': Object.keys(variables).length === 0 ? text.join('') : [text.join(''), variables],
  };
}

/** The name of the next variable; a parameter of the template may have one that looks like it. */
function freeName(
  taken: Readonly<Record<string, JsonData>>,
  inline: readonly (string | undefined)[],
): string {
  let count = 1;
  while (Object.hasOwn(taken, `Value${count}`) || inline.includes(`\${Value${count}}`)) {
    count += 1;
  }
  return `Value${count}`;
}

/** How `Fn::Sub` writes a segment inside its text; undefined for what needs a variable. */
function subText(segment: Segment): string | undefined {
  switch (segment.kind) {
    case 'text':
      return segment.text.replaceAll('${', '${!');
    case 'open':
      return display([segment]);
    case 'after':
      return undefined;
    case 'reference':
      return referenceText(segment.reference);
  }
}

function referenceText(reference: Reference): string | undefined {
  switch (reference.kind) {
    case 'deployment':
      return `\${${PSEUDO_PARAMETERS[reference.part]}}`;
    case 'cloudformation':
      return intrinsicText(reference.intrinsic);
    case 'terraform':
      throw foreign(reference);
  }
}

function intrinsicText(intrinsic: Intrinsic): string | undefined {
  const name = intrinsicName(intrinsic);
  return name !== undefined && /^[A-Za-z0-9:.]+$/.test(name) ? `\${${name}}` : undefined;
}

/** The name that stands for a function in `Fn::Sub`; what is no plain name would end it. */
function intrinsicName(intrinsic: Intrinsic): string | undefined {
  switch (intrinsic.fn) {
    case 'Ref':
      return intrinsic.target;
    case 'GetAtt':
      return `${intrinsic.resource}.${intrinsic.attribute}`;
    case 'other':
      return undefined;
  }
}

/** The format keeps no such reference, so that it has become a question or its answer before. */
function foreign({ expression: text }: TerraformReference): TypeError {
  return new TypeError(`a template has no way to write ${text}`);
}

function segmentData(segment: Segment): JsonData {
  switch (segment.kind) {
    case 'text':
      return segment.text;
    case 'open':
      return display([segment]);
    case 'reference':
      return referenceData(segment.reference);
    case 'after':
      return {
        'Fn::Select': [1, { 'Fn::Split': [segment.mark, referenceData(segment.reference)] }],
      };
  }
}

function referenceData(reference: Reference): JsonData {
  switch (reference.kind) {
    case 'deployment':
      return { Ref: PSEUDO_PARAMETERS[reference.part] };
    case 'cloudformation':
      return intrinsicData(reference.intrinsic);
    case 'terraform':
      throw foreign(reference);
  }
}
