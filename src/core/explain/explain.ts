import type { Assumption, Certainty, Reason, Warning } from '../flow/need.ts';
import type { PlannedRole } from '../plan/plan-roles.ts';
import { renderStatement, type Statement } from '../policy/document.ts';
import { noteWarnings } from '../policy/notes.ts';
import type { Question } from '../template/question.ts';
import { display } from '../template/template.ts';
import { type Difference, type StatementHome, sourcedDifferencesOf } from './differences.ts';

/** A role with a reason for each of its statements. */
export interface ExplainedRole {
  readonly name: string;
  readonly flows: readonly { readonly name: string; readonly source: string }[];
  readonly statements: readonly ExplainedStatement[];
  readonly questions: readonly Question[];
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

/** A statement, where it stands, and why. */
export interface ExplainedStatement {
  readonly home: StatementHome;
  /** What people call the policy: `trust policy`, `FlowPermissions`, `policy of ARN`. */
  readonly policy: string;
  /** The statement as IAM reads it; what is open stands as `<KEY>`. */
  readonly statement: ReturnType<typeof renderStatement>;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** As `aws:SourceAccount StringEquals 123456789012`. */
  readonly conditions: readonly string[];
  readonly certainty: Certainty;
  /** Never empty. */
  readonly reasons: readonly Reason[];
  /** In which points it differs from the AWS page. */
  readonly differences: readonly Difference[];
}

/** Explains every statement of a role, in the order in which `generate` writes them. */
export function explainRole({ plan }: PlannedRole): ExplainedRole {
  const statements = [
    ...explained('trust', 'trust policy', plan.trust.statements),
    ...plan.identity.flatMap(({ name, document }) =>
      explained('identity', name, document.statements),
    ),
    ...plan.resourcePolicies.flatMap(({ service, resource, document }) =>
      explained(service, `policy of ${display(resource)}`, document.statements),
    ),
  ];
  return {
    name: plan.roleName,
    flows: plan.flows.map(({ name, source }) => ({ name, source })),
    statements,
    questions: plan.questions,
    assumptions: plan.assumptions,
    warnings: [...plan.warnings, ...noteWarnings([plan])],
  };
}

function explained(
  home: StatementHome,
  policy: string,
  statements: readonly Statement[],
): readonly ExplainedStatement[] {
  return statements.map((statement) => ({
    home,
    policy,
    statement: renderStatement(statement, display),
    sid: statement.sid,
    actions: statement.actions,
    resources: (statement.resources ?? []).map(display),
    conditions: statement.conditions.map(
      ({ operator, key, values }) => `${key} ${operator} ${values.map(display).join(' or ')}`,
    ),
    certainty: statement.certainty,
    reasons: statement.reasons,
    differences: sourcedDifferencesOf(statement, home),
  }));
}

/** What one node causes: the statements that name it among their reasons, with those reasons only. */
export function causedBy(role: ExplainedRole, node: string): ExplainedRole {
  return {
    ...role,
    statements: role.statements.flatMap((statement) => {
      const reasons = statement.reasons.filter((reason) => reason.node === node);
      return reasons.length === 0 ? [] : [{ ...statement, reasons }];
    }),
  };
}
