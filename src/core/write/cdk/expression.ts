import type { DeploymentPart, Intrinsic, JsonData, Reference } from '../../template/reference.ts';
import { display, type Segment, type Template } from '../../template/template.ts';
import { quoted } from './text.ts';

/** An expression of TypeScript that is a string, with what it uses of `aws-cdk-lib`. */
export interface Code {
  readonly text: string;
  readonly imports: readonly string[];
}

/** A value of the CDK, in pieces: text, and expressions that become tokens of the stack. */
export type Piece = string | Code;

/** What the CDK calls the pseudo parameters of CloudFormation. */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'ACCOUNT_ID',
  'AWS::Partition': 'PARTITION',
  'AWS::Region': 'REGION',
  'AWS::StackId': 'STACK_ID',
  'AWS::StackName': 'STACK_NAME',
  'AWS::URLSuffix': 'URL_SUFFIX',
};

const DEPLOYMENT: Readonly<Record<DeploymentPart, string>> = {
  account: 'AWS::AccountId',
  region: 'AWS::Region',
  partition: 'AWS::Partition',
};

/** Whether code of a CDK stack can write a reference. */
export function keepsInCdk({ kind }: Reference): boolean {
  return kind !== 'terraform';
}

/** Writes a template as pieces of a string; references of a template become those of its stack. */
export function pieces(value: Template): readonly Piece[] {
  return value.map((segment) => piece(segment));
}

function piece(segment: Segment): Piece {
  switch (segment.kind) {
    case 'text':
      return segment.text;
    case 'open':
      return display([segment]);
    case 'reference':
      return referenceCode(segment.reference);
    case 'after': {
      const { text, imports } = referenceCode(segment.reference);
      return {
        text: `Fn.select(1, Fn.split(${quoted(segment.mark)}, ${text}))`,
        imports: [...imports, 'Fn'],
      };
    }
  }
}

function referenceCode(reference: Reference): Code {
  switch (reference.kind) {
    case 'deployment':
      return refCode(DEPLOYMENT[reference.part]);
    case 'cloudformation':
      return intrinsicCode(reference.intrinsic);
    case 'terraform':
      // The format keeps no such reference, so that it has become a question or its answer before.
      throw new TypeError(`a CDK stack has no way to write ${reference.expression}`);
  }
}

function intrinsicCode(intrinsic: Intrinsic): Code {
  switch (intrinsic.fn) {
    case 'Ref':
      return refCode(intrinsic.target);
    case 'GetAtt':
      return {
        text: `Fn.getAtt(${quoted(intrinsic.resource)}, ${quoted(intrinsic.attribute)}).toString()`,
        imports: ['Fn'],
      };
    case 'other':
      return {
        text: `Token.asString(${dataCode({ [intrinsic.name]: intrinsic.argument })})`,
        imports: ['Token'],
      };
  }
}

function refCode(target: string): Code {
  const pseudo = Object.hasOwn(PSEUDO_PARAMETERS, target) ? PSEUDO_PARAMETERS[target] : undefined;
  return pseudo === undefined
    ? { text: `Fn.ref(${quoted(target)})`, imports: ['Fn'] }
    : { text: `Aws.${pseudo}`, imports: ['Aws'] };
}

/** Data on one line. A computed key makes `__proto__` a key like any other. */
function dataCode(data: JsonData): string {
  if (typeof data === 'string') {
    return quoted(data);
  }
  if (typeof data !== 'object' || data === null) {
    return String(data);
  }
  if (Array.isArray(data)) {
    return `[${(data as readonly JsonData[]).map(dataCode).join(', ')}]`;
  }
  const members = Object.entries(data).map(
    ([key, item]) => `${key === '__proto__' ? `[${quoted(key)}]` : quoted(key)}: ${dataCode(item)}`,
  );
  return `{ ${members.join(', ')} }`;
}
