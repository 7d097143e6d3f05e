/** From which findings on a check fails, from the fewest to the most; `never` is none of them. */
export const FAIL_ON = ['missing', 'excess', 'any', 'never'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** How findings of one kind are treated and shown: every face reads it here. */
export interface KindRow {
  /** What a finding of this kind is called at the head of a comment. */
  readonly title: string;
  /** What several are called in a count, where that differs from the kind itself. */
  readonly plural?: string;
  /** How serious it is: its colour, its level in SARIF and that of its annotation. */
  readonly severity: 'error' | 'warning' | 'note';
  /** The first level of `--fail-on` that counts it; `never` fails no check. */
  readonly failsFrom: FailOn;
  /**
   * When `fix` edits it: always, with an option of that name, or never. What is left `by-hand` is
   * listed for people to look at; what is fixed `never` calls for no change at all.
   */
  readonly fix: 'always' | 'prune' | 'narrow' | 'by-hand' | 'never';
  /** Whether it is only known once all flows of the role are: another flow may need what is there. */
  readonly needsAllFlows: boolean;
}

/** The kinds of findings, in the order in which they are counted; a new one is a row here. */
export const KINDS = {
  /** A node's call will fail. */
  missing: {
    title: 'Missing',
    severity: 'error',
    failsFrom: 'missing',
    fix: 'always',
    needsAllFlows: false,
  },
  /** A node's call will fail whatever the role allows, as the flow itself has to change. */
  failing: {
    title: 'Fails',
    severity: 'error',
    failsFrom: 'missing',
    fix: 'by-hand',
    needsAllFlows: false,
  },
  /** Granted, and needed by no node. */
  excess: {
    title: 'Not needed',
    severity: 'warning',
    failsFrom: 'excess',
    fix: 'prune',
    needsAllFlows: true,
  },
  /** Granted wider than any node needs. */
  broad: {
    title: 'Too broad',
    severity: 'warning',
    failsFrom: 'excess',
    fix: 'narrow',
    needsAllFlows: true,
  },
  /**
   * Can never match, or is refused by AWS. It leaves a call without its permission only together
   * with a finding `missing`, so that one decides on the first level.
   */
  invalid: {
    title: 'Never matches',
    severity: 'error',
    failsFrom: 'excess',
    fix: 'always',
    needsAllFlows: false,
  },
  /** Cannot be judged: what is granted, or needed, is not known. */
  unknown: {
    title: 'Cannot be judged',
    severity: 'note',
    failsFrom: 'any',
    fix: 'by-hand',
    needsAllFlows: false,
  },
  /** A precaution that could be taken, or a matter outside the role: every call works. */
  note: {
    title: 'Note',
    plural: 'notes',
    severity: 'note',
    failsFrom: 'never',
    fix: 'never',
    needsAllFlows: false,
  },
} as const satisfies Record<string, KindRow>;

/** What a finding says about a permission. */
export type FindingKind = keyof typeof KINDS;

export const FINDING_KINDS = Object.keys(KINDS) as readonly FindingKind[];

/** The row of a kind. */
export function kindRow(kind: FindingKind): KindRow {
  return KINDS[kind];
}

/** Whether findings of a kind make a check fail at a level. */
export function failsAt(kind: FindingKind, failOn: FailOn): boolean {
  const { failsFrom } = kindRow(kind);
  return (
    failOn !== 'never' &&
    failsFrom !== 'never' &&
    FAIL_ON.indexOf(failsFrom) <= FAIL_ON.indexOf(failOn)
  );
}

/** The kinds that make a check fail at a level. */
export function kindsAt(failOn: FailOn): readonly FindingKind[] {
  return FINDING_KINDS.filter((kind) => failsAt(kind, failOn));
}

/** Whether something should be changed, or looked at, because of a finding of this kind. */
export function callsForChange(kind: FindingKind): boolean {
  return kindRow(kind).fix !== 'never';
}
