import type { Condition, RoleNeed } from '../flow/need.ts';
import type { Place } from '../place.ts';
import type { Statement } from '../policy/document.ts';

/**
 * What mends a finding, in terms of policies. Statements, their actions, resources and the
 * documents that they stand in are named by where they begin.
 */
export type Repair =
  /** Allow what a node needs: in a policy, or in a new one of the role. */
  | {
      readonly do: 'allow';
      readonly policy?: Place;
      readonly role?: Place;
      readonly needs: readonly RoleNeed[];
    }
  /** Take actions or resources out of a statement that has others. */
  | { readonly do: 'trim'; readonly statement: Place; readonly items: readonly Place[] }
  /** Take a statement out of its policy. */
  | { readonly do: 'drop'; readonly statement: Place }
  /** Put statements for these needs in the place of one. */
  | { readonly do: 'narrow'; readonly statement: Place; readonly needs: readonly RoleNeed[] }
  /** Give a statement these conditions in place of its own for the same keys. */
  | {
      readonly do: 'condition';
      readonly statement: Place;
      readonly form: 'document' | 'permission';
      readonly conditions: readonly Condition[];
      /** Condition keys that go. */
      readonly without: readonly string[];
    }
  /** Add a statement to the trust policy or to that of a resource, or to a new trust policy of a role. */
  | {
      readonly do: 'state';
      readonly policy?: Place;
      readonly role?: Place;
      readonly statement: Statement;
    };
