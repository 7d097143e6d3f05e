import type { Question } from './question.ts';

/**
 * A value as a list of pieces: literal text, references that the output may keep, and questions
 * that are still open. Policies are built of templates, so that nothing is resolved by guessing.
 */
export type Template = readonly Segment[];

export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly reference: Reference }
  /** What follows `mark` in the value of a reference: the model behind a profile so known. */
  | { readonly kind: 'after'; readonly mark: string; readonly reference: Reference }
  | { readonly kind: 'open'; readonly question: Question };

/**
 * A value that is known by name only, until the flow is deployed.
 *
 * - `deployment`: the account, Region or partition that the flow is deployed to.
 * - `cloudformation`: an intrinsic function of a CloudFormation template.
 * - `terraform`: an expression of a Terraform module.
 */
export type Reference = DeploymentReference | CloudFormationReference | TerraformReference;

export type DeploymentPart = 'partition' | 'region' | 'account';

export interface DeploymentReference {
  readonly kind: 'deployment';
  readonly part: DeploymentPart;
}

export interface CloudFormationReference {
  readonly kind: 'cloudformation';
  readonly intrinsic: Intrinsic;
  /**
   * A text of the form this reference will have. It serves to recognise the form only and never
   * reaches a policy.
   */
  readonly likeness?: Likeness;
}

export interface TerraformReference {
  readonly kind: 'terraform';
  /** The expression as Terraform writes it: `aws_lambda_function.stock.arn`, `var.model_id`. */
  readonly expression: string;
  /** As for CloudFormation: to recognise a form by, never a policy value. */
  readonly likeness?: Likeness;
  /** What the module itself says that the expression is, for outputs that cannot write it. */
  readonly value?: Template;
}

/** A text of the form that a value will have, and how far it can be relied on. */
export interface Likeness {
  readonly text: string;
  /**
   * - `type`: every value has this form.
   * - `example`: another form is possible (a parameter's default).
   * - `values`: the first of the values that are listed, without a default among them.
   * - `pattern`: every value has this form; what of it is not known stands as `?` and `¿`.
   */
  readonly of: 'type' | 'example' | 'values' | 'pattern';
  /** All values that it can have, where the file lists them. */
  readonly values?: readonly string[];
  /** What holds for every value, beside an example: as the text of a `pattern`. */
  readonly always?: string;
}

export type Intrinsic =
  | { readonly fn: 'Ref'; readonly target: string }
  | { readonly fn: 'GetAtt'; readonly resource: string; readonly attribute: string }
  | { readonly fn: 'other'; readonly name: string; readonly argument: JsonData };

/** Data as JSON has it; intrinsic functions inside stand in their long form. */
export type JsonData =
  | string
  | number
  | boolean
  | null
  | readonly JsonData[]
  | { readonly [key: string]: JsonData };

/** A function as a template has it, in its long form. */
export function intrinsicData(intrinsic: Intrinsic): JsonData {
  switch (intrinsic.fn) {
    case 'Ref':
      return { Ref: intrinsic.target };
    case 'GetAtt':
      return { 'Fn::GetAtt': [intrinsic.resource, intrinsic.attribute] };
    case 'other':
      return { [intrinsic.name]: intrinsic.argument };
  }
}

/** How people, question keys and `--answer` name a reference: `Kb`, `Kb.Arn`, `Fn::ImportValue(…)`. */
export function referenceName(reference: Reference): string {
  switch (reference.kind) {
    case 'deployment':
      return reference.part;
    case 'cloudformation':
      return intrinsicName(reference.intrinsic);
    case 'terraform':
      return reference.expression;
  }
}

function intrinsicName(intrinsic: Intrinsic): string {
  switch (intrinsic.fn) {
    case 'Ref':
      return intrinsic.target;
    case 'GetAtt':
      return `${intrinsic.resource}.${intrinsic.attribute}`;
    case 'other':
      return `${intrinsic.name}(${JSON.stringify(intrinsic.argument)})`;
  }
}
