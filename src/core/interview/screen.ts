import type { Finding } from '../compare/finding.ts';
import type { FlowNode } from '../flow/flow.ts';
import type { Warning } from '../flow/need.ts';
import type { PlannedRole } from '../plan/plan-roles.ts';
import type { FormName } from '../template/forms.ts';
import type { Settlement } from '../template/resolve.ts';
import type { NodeGroup } from './node-groups.ts';

/**
 * What the interview shows next, as data. A renderer draws it and sends back the values that the
 * user gave; it decides nothing.
 */
export type Screen =
  | ChooseScreen
  | TextScreen
  | NodesScreen
  | FindingsScreen
  | ReviewScreen
  | WaitingScreen
  | FinishScreen;

interface Base {
  /** Names the answer; the same for the same question in every session. */
  readonly id: string;
  readonly title: string;
  /** One line in plain language: why this is asked. */
  readonly why: string;
  /** What else the user should know here, as full sentences. */
  readonly notes?: readonly string[];
}

/** Something is being found out; no answer is wanted until it is. */
export interface WaitingScreen extends Base {
  readonly kind: 'waiting';
}

/** What the nodes of the chosen flows use, before anything is asked about them. */
export interface NodesScreen extends Base {
  readonly kind: 'nodes';
  readonly groups: readonly NodeGroup[];
  /** Nodes that need no permission. */
  readonly silent: readonly FlowNode[];
  readonly warnings: readonly Warning[];
}

/** What policies that exist lack, have left over or have without effect. */
export interface FindingsScreen extends Base {
  readonly kind: 'findings';
  readonly findings: readonly Finding[];
}

/** A choice of one or several from a list. */
export interface ChooseScreen extends Base {
  readonly kind: 'choose';
  readonly options: readonly Option[];
  readonly multiple: boolean;
  /** How many must be chosen at least. */
  readonly least: number;
  /** The values that are chosen at first. */
  readonly initial: readonly string[];
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/** A line of text, with suggestions that it may be taken from. */
export interface TextScreen extends Base {
  readonly kind: 'text';
  /** What the text must look like; a path is looked for, not matched. */
  readonly form: FormName | 'path';
  /** Whether an empty line is an answer, and what it means. */
  readonly empty?: string;
  readonly initial: string;
  readonly suggestions: readonly Option[];
  /** Where the flow runs, where an ARN of elsewhere would be a surprise. */
  readonly deployment?: Settlement['deployment'];
}

/** The policies, to be read before they are saved. */
export interface ReviewScreen extends Base {
  readonly kind: 'review';
  readonly roles: readonly PlannedRole[];
}

/** The end of the questions: all that is needed to save. */
export interface FinishScreen extends Base {
  readonly kind: 'finish';
}
