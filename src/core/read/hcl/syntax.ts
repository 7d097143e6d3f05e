import type { Place } from '../../place.ts';

/** Where something begins and ends in its text, as offsets in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The body of an HCL file or block: attributes by name, and blocks in the order of the file. */
export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
  readonly place: Place;
}

export interface HclAttribute {
  readonly keyPlace: Place;
  readonly span: Span;
  readonly expression: HclExpression;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  readonly place: Place;
  readonly span: Span;
}

/** An expression, as far as values can be read from it; anything else is `other`. */
export type HclExpression =
  | HclLiteral
  | HclTemplate
  | HclObject
  | HclTuple
  | HclTraversal
  | HclCall
  | HclOther;

export interface HclLiteral {
  readonly kind: 'literal';
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly text: string;
  readonly place: Place;
  readonly span: Span;
}

/** Text with expressions in it, in quotes or as a heredoc. */
export interface HclTemplate {
  readonly kind: 'template';
  readonly parts: readonly (string | HclExpression)[];
  /** The text between the marks as the file has it, for languages inside it. */
  readonly raw: HclRaw;
  readonly place: Place;
  readonly span: Span;
}

/** A piece of a file: its text, where its characters stand, and the expressions in it. */
export interface HclRaw {
  readonly text: string;
  readonly placeAt: (index: number) => Place;
  /** Each interpolation, from its `${` up to behind its `}`. */
  readonly interpolations: readonly {
    readonly start: number;
    readonly end: number;
    readonly value: HclExpression;
  }[];
}

export interface HclObject {
  readonly kind: 'object';
  readonly entries: readonly HclObjectEntry[];
  readonly place: Place;
  readonly span: Span;
}

export interface HclObjectEntry {
  /** Undefined for a key that is itself an expression. */
  readonly key: string | undefined;
  /** The expression of such a key. */
  readonly keyExpression?: HclExpression;
  readonly keyPlace: Place;
  readonly keySpan: Span;
  readonly value: HclExpression;
}

export interface HclTuple {
  readonly kind: 'tuple';
  readonly items: readonly HclExpression[];
  /** Whether it is made a set: its elements are their own keys. */
  readonly isSet?: boolean;
  readonly place: Place;
  readonly span: Span;
}

/** `aws_lambda_function.stock.arn`, `local.models["fast"]`: a name and the steps from it. */
export interface HclTraversal {
  readonly kind: 'traversal';
  /** The steps; an index is a step too, as its text or number. */
  readonly steps: readonly string[];
  /** As Terraform writes it, on one line. */
  readonly source: string;
  readonly place: Place;
  readonly span: Span;
}

export interface HclCall {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly HclExpression[];
  readonly source: string;
  readonly place: Place;
  readonly span: Span;
}

/** A conditional, a loop, an operation: its text, and its parts where values can be worked out of them. */
export interface HclOther {
  readonly kind: 'other';
  readonly source: string;
  readonly operation?: HclOperation;
  readonly place: Place;
  readonly span: Span;
}

export type HclOperation = HclConditional | HclLoop | HclGet | HclComparison;

/** `condition ? one : other`, and whatever else may be one thing or another. */
export interface HclConditional {
  readonly kind: 'conditional';
  readonly condition?: HclExpression;
  readonly ways: readonly HclExpression[];
}

/** `[for k, v in collection : value if condition]`, its form in braces, and a splat. */
export interface HclLoop {
  readonly kind: 'for';
  /** What the key and the value of an element are called in the other parts. */
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: HclExpression;
  /** Set for a loop that makes an object. */
  readonly key?: HclExpression;
  readonly value: HclExpression;
  readonly condition?: HclExpression;
  /** Whether values of one key are put together: `...`. */
  readonly isGrouped: boolean;
}

/** An attribute or an element of something that is itself an expression. */
export interface HclGet {
  readonly kind: 'get';
  readonly from: HclExpression;
  readonly key: HclExpression;
  /** Whether the key is a name behind a dot. */
  readonly isName: boolean;
}

/** `one == other` or `one != other`. */
export interface HclComparison {
  readonly kind: 'comparison';
  readonly isEqual: boolean;
  readonly sides: readonly [HclExpression, HclExpression];
}
