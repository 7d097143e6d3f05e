import type { Place } from '../place.ts';
import type { PlacedTemplate, Template } from '../template/template.ts';

/**
 * What a role has and what resources grant, whatever files it stands in. A new source format makes
 * this record and nothing else.
 */
export interface Granted {
  readonly policies: readonly GrantedPolicy[];
  /** What could not be followed, so that more may be granted than is known. */
  readonly notes: readonly GrantedNote[];
  /** The role itself, where a file makes it. */
  readonly role?: Place;
  /** Brings references to the same thing into one spelling, for comparing only. */
  readonly canonical: (value: Template) => Template;
}

export interface GrantedNote {
  /** Full sentences: what is not known, and what to do. */
  readonly text: string;
  readonly place: Place;
  /** Which policy may hold more than is known; the role as a whole where it is not said. */
  readonly subject?: PolicySubject;
}

/** The policy that a statement or a finding is about. */
export type PolicySubject = 'trust' | 'identity' | 'boundary' | ResourceService;

/** The services whose resources have policies of their own. */
export type ResourceService = 'lambda' | 'lex' | 'kms';

export interface GrantedPolicy {
  readonly subject: PolicySubject;
  /** What people call it. */
  readonly name: string;
  /** The policy document. */
  readonly place: Place;
  readonly statements: readonly GrantedStatement[];
  /** The resource that a resource-based policy is attached to, where the file says. */
  readonly resource?: Template;
  /**
   * How the policy can be changed: a `document` by its statements, a `permission` by its own
   * properties (AWS::Lambda::Permission), a policy of AWS's own not at all.
   */
  readonly form: 'document' | 'permission' | 'aws-managed';
}

export interface GrantedStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly sid?: string;
  readonly place: Place;
  /** Missing in identity-based policies. */
  readonly principals?: readonly GrantedPrincipal[];
  readonly actions: readonly PlacedTemplate[];
  /** Whether the actions are those that are meant, or those that are left out (`NotAction`). */
  readonly notActions: boolean;
  readonly resources: readonly PlacedTemplate[];
  readonly notResources: boolean;
  readonly conditions: readonly GrantedCondition[];
  /** An action or a resource is made by what is not followed: it may allow more than is known. */
  readonly mayNameMore?: boolean;
  /** A limit, as a condition or `NotResource`, is made so: it may match less than is known. */
  readonly mayMatchLess?: boolean;
}

export interface GrantedPrincipal extends PlacedTemplate {
  /** `Service`, `AWS`, `Federated`, `CanonicalUser`; `*` for everybody. */
  readonly type: string;
}

export interface GrantedCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly PlacedTemplate[];
  /** A function makes some of the values, or all: they are not known. */
  readonly mayHaveMore?: boolean;
  /** The condition key. */
  readonly place: Place;
}

/** For a role that stands in no file. */
export const NOTHING_GRANTED: Granted = { policies: [], notes: [], canonical: (value) => value };
