import type { Condition } from '../flow/need.ts';
import type { Template } from '../template/template.ts';

/** One call that a flow makes, as IAM sees it. */
export interface Request {
  /** Who calls; missing for the role itself. */
  readonly principal?: GrantedPrincipalName;
  readonly action: string;
  /** Missing for the trust policy. */
  readonly resource?: Template;
  /** What is known about the call, by condition key. */
  readonly context: readonly Pick<Condition, 'key' | 'values'>[];
}

export interface GrantedPrincipalName {
  readonly type: 'Service' | 'AWS';
  readonly name: Template;
}

/** Brings a value into the spelling in which values are compared. */
export type Normalise = (value: Template) => Template;
