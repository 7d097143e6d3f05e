import type { Condition, Reason } from '../../flow/need.ts';
import type { Place } from '../../place.ts';
import { display } from '../../template/template.ts';
import type { Comparison } from '../comparison.ts';
import type { Finding } from '../finding.ts';
import type { FindingKind } from '../finding-kinds.ts';

/** One thing that can be wrong with a role: what it is called and how it is found. */
export interface Rule {
  readonly id: string;
  readonly kind: FindingKind;
  /** A few words. */
  readonly title: string;
  /** Full sentences: what it means and what to do. */
  readonly help: string;
  /** The AWS page behind it. */
  readonly documentation: string;
  find(comparison: Comparison): Iterable<Finding>;
}

/** The parts of a finding that a rule does not say itself. */
export function findingOf(
  rule: Pick<Rule, 'id' | 'kind' | 'documentation'>,
  { flowName }: Comparison,
  found: Omit<Finding, 'kind' | 'rule' | 'flow' | 'documentation' | 'reasons'> &
    Partial<Pick<Finding, 'reasons' | 'documentation' | 'kind' | 'flow'>>,
): Finding {
  const [reason] = found.reasons ?? [];
  return {
    kind: rule.kind,
    rule: rule.id,
    flow: reason?.flow ?? flowName,
    ...(reason?.node !== undefined && { node: reason.node }),
    documentation: reason?.documentation ?? rule.documentation,
    reasons: [],
    ...found,
  };
}

/** Conditions in a line: `StringEquals aws:SourceAccount = 123456789012`. */
export function showConditions(conditions: readonly Condition[]): string | undefined {
  return conditions.length === 0
    ? undefined
    : conditions
        .map(
          ({ operator, key, values }) => `${operator} ${key} = ${values.map(display).join(' or ')}`,
        )
        .join(', ');
}

/** What makes something needed: `Node "Ask" invokes this model.` */
export function showReasons(reasons: readonly Reason[]): string {
  const [first, ...more] = [...new Set(reasons.map(sentence))];
  const others = more.length === 0 ? '' : ` So do ${more.length} more.`;
  return `${first ?? ''}${others}`;
}

function sentence({ node, flow, why }: Reason): string {
  return node === undefined ? `Flow "${flow}" ${why}.` : `Node "${node}" ${why}.`;
}

/** The place of the flow that a role is for. */
export function placeOfFlow({ plan }: Comparison): Place {
  const [flow] = plan.flows;
  return flow?.executionRole?.place ?? flow?.place ?? { file: '', line: 1, column: 1 };
}
