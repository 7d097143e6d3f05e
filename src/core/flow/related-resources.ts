import type { PlacedTemplate, Template } from '../template/template.ts';

/** What the template around a flow says about a resource that the flow uses. */
export interface Neighbour {
  /** The models behind a prompt, an application inference profile or a prompt router. */
  readonly models?: readonly PlacedTemplate[];
  /** The customer managed key that encrypts the resource. */
  readonly encryptionKey?: PlacedKey;
  /** The ARN of the resource without a version, where the reference is to a version of it. */
  readonly unversioned?: Template;
  /** The cross-Region profile of a guardrail. */
  readonly guardrailProfile?: PlacedTemplate;
}

/** A key as a resource names it. */
export interface PlacedKey extends PlacedTemplate {
  /** What the property takes: `key-arn` only, or an id, an ARN or an alias as well. */
  readonly form: 'key-arn' | 'key';
}

/** Looks up the neighbour that a value refers to; undefined when it refers to none that is known. */
export type Neighbours = (value: Template) => Neighbour | undefined;

/** For formats in which a flow stands alone. */
export const noNeighbours: Neighbours = () => undefined;
