import type { Condition, RoleNeed } from '../flow/need.ts';
import type { Granted, GrantedPolicy, GrantedStatement } from '../granted/granted.ts';
import type { Place } from '../place.ts';
import { groupBy } from '../policy/merge.ts';
import type { RolePlan } from '../policy/role-plan.ts';
import type { DeploymentPart } from '../template/reference.ts';
import type { PlacedTemplate } from '../template/template.ts';
import { type Template, template, templateKey } from '../template/template.ts';
import { choicesIn } from '../template/values.ts';
import { inAllRegions } from './all-regions.ts';
import { type Judge, judgeWith } from './judge.ts';
import type { Request } from './request.ts';
import { allOf, anyOf, type Verdict } from './verdict.ts';

/** What a role needs beside what it has: all that rules look at. */
export interface Comparison {
  readonly plan: RolePlan;
  readonly granted: Granted;
  readonly judge: Judge;
  readonly permissions: readonly Permission[];
  /** What the role may have beside them. */
  readonly tolerated: readonly Permission[];
  /** What the role's identity-based policies say. */
  readonly identity: readonly PlacedStatement[];
  readonly trust: readonly PlacedStatement[];
  /** What the permissions boundary of the role says. */
  readonly boundary: readonly PlacedStatement[];
  /** The policies of functions, bot aliases and keys. */
  readonly attached: readonly PlacedStatement[];
  /** Whether any file says what the role has. */
  readonly isKnown: boolean;
  readonly flowName: string;
  /** What was found out about statements, as several rules ask. */
  readonly uses: WeakMap<GrantedStatement, StatementUse>;
}

export interface PlacedStatement {
  readonly policy: GrantedPolicy;
  readonly statement: GrantedStatement;
}

/** What of an allowing statement can never match, what nothing needs, and what it is needed for. */
export interface StatementUse {
  readonly deadActions: readonly PlacedTemplate[];
  readonly deadResources: readonly PlacedTemplate[];
  readonly idleActions: readonly PlacedTemplate[];
  readonly idleResources: readonly PlacedTemplate[];
  readonly liveActions: readonly PlacedTemplate[];
  readonly liveResources: readonly PlacedTemplate[];
  /** The permissions that it has to do with. */
  readonly touched: readonly Permission[];
}

/** One action on one resource that nodes need, with the needs that say so. */
export interface Permission {
  readonly action: string;
  readonly resource: Template;
  readonly conditions: readonly Condition[];
  /** Those that are certain first. */
  readonly needs: readonly RoleNeed[];
  /** Whether a call fails without it; else it is a precaution. */
  readonly isCertain: boolean;
  /** The same by name for each Region, where a need is for all Regions of a profile. */
  readonly pinned: readonly Permission[];
}

/**
 * Puts beside each other what a role needs and what it has.
 *
 * @param pinned the same plan with the Regions behind inference profiles named.
 */
export function comparisonOf(plan: RolePlan, pinned: RolePlan, granted: Granted): Comparison {
  const statements = granted.policies.flatMap((policy) =>
    policy.statements.map((statement) => ({ policy, statement })),
  );
  const about = (...subjects: readonly string[]) =>
    statements.filter(({ policy }) => subjects.includes(policy.subject));
  return {
    plan,
    granted,
    judge: judgeWith((value) => deployed(granted.canonical(value), plan)),
    permissions: permissionsOf(plan.needs, pinned.needs),
    tolerated: permissionsOf(plan.tolerated, []),
    identity: about('identity'),
    trust: about('trust'),
    boundary: about('boundary'),
    attached: about('lambda', 'lex', 'kms'),
    isKnown: granted.role !== undefined || about('identity', 'trust').length > 0,
    uses: new WeakMap(),
    flowName: plan.flows.map(({ name }) => name).join(', '),
  };
}

/** Nearly all accounts are in the partition `aws`, so that a policy that says so is taken at its word. */
const USUAL_PARTITION = 'aws';

/** The value as it is once deployed, as far as that is known. */
function deployed(value: Template, { deployment }: RolePlan): Template {
  const known = (part: DeploymentPart) =>
    deployment[part] ?? (part === 'partition' ? USUAL_PARTITION : undefined);
  return template(
    ...value.map((segment) => {
      if (segment.kind === 'reference' && segment.reference.kind === 'deployment') {
        return template(known(segment.reference.part) ?? segment.reference);
      }
      const isPartition = segment.kind === 'open' && segment.question.key === 'partition';
      return isPartition ? template(USUAL_PARTITION) : template(segment);
    }),
  );
}

function permissionsOf(
  needs: readonly RoleNeed[],
  pinned: readonly RoleNeed[],
): readonly Permission[] {
  const named = groupBy(pinned, causeKey);
  const unnamed = groupBy(needs, causeKey);
  const each = needs.flatMap((need) => {
    const cause = causeKey(need);
    return need.actions.map((action) => ({
      action,
      need,
      pinned: isIn(need, named.get(cause))
        ? []
        : (named.get(cause) ?? []).filter((other) => !isIn(other, unnamed.get(cause))),
    }));
  });
  const groups = groupBy(each, ({ action, need }) =>
    [action, templateKey(need.resource), ...conditionKeys(need.conditions)].join('\u0000'),
  );
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) {
      return [];
    }
    const { action, need } = first;
    const wantedBy = members.map((member) => member.need);
    const isCertain = wantedBy.some(certain);
    const one = (wanted: RoleNeed): Permission => ({
      action,
      resource: wanted.resource,
      conditions: wanted.conditions,
      needs: [wanted],
      isCertain,
      pinned: [],
    });
    return [
      {
        ...one(need),
        needs: [...wantedBy.filter(certain), ...wantedBy.filter((wanted) => !certain(wanted))],
        pinned: first.pinned.map(one),
      },
    ];
  });
}

function certain({ certainty }: RoleNeed): boolean {
  return certainty.kind === 'certain';
}

function isIn({ resource }: RoleNeed, needs: readonly RoleNeed[] = []): boolean {
  return needs.some((need) => templateKey(need.resource) === templateKey(resource));
}

/** What makes a need: the same whether or not its Regions are named. */
function causeKey({ purpose, through, actions, conditions, reason }: RoleNeed): string {
  return [
    purpose,
    through === undefined ? '' : templateKey(through),
    actions.join(),
    ...conditionKeys(conditions),
    reason.flow,
    reason.node ?? '',
    reason.field,
    reason.why,
    reason.place.line,
    reason.place.column,
  ].join('\u0000');
}

function conditionKeys(conditions: readonly Condition[]): readonly string[] {
  return conditions
    .map(({ operator, key, values }) => [operator, key, ...values.map(templateKey)].join('\u0001'))
    .sort();
}

/** The call that a permission is for. */
export function requestOf({ action, resource, conditions }: Permission): Request {
  return { action, resource, context: conditions };
}

/** Whether statements allow what is needed, in all Regions at once or in each by name. */
export function isAllowed(
  { judge }: Comparison,
  permission: Permission,
  statements: readonly PlacedStatement[],
): Verdict {
  const allowing = statements.flatMap(({ statement }) =>
    statement.effect === 'Allow' ? [statement] : [],
  );
  const byOne = (wanted: Permission) =>
    anyOf(allowing.map((statement) => judge.matches(statement, requestOf(wanted))));
  const whole = forEachValue(permission, byOne);
  if (whole === 'yes' || permission.pinned.length === 0) {
    return whole;
  }
  const near = allowing.filter((statement) =>
    permission.pinned.some((wanted) => judge.matches(statement, requestOf(wanted)) !== 'no'),
  );
  const regions = permission.pinned.map((wanted) => ({
    resource: judge.normalise(wanted.resource),
    verdict: forEachValue(wanted, byOne),
  }));
  return anyOf([
    whole,
    inAllRegions(
      regions,
      near.map(({ resources, ...rest }) => ({
        ...rest,
        resources: resources.map((each) => ({ ...each, template: judge.normalise(each.template) })),
      })),
    ),
  ]);
}

/** What is needed with each value that the file lists for a reference: the role must fit all. */
function forEachValue(wanted: Permission, verdictOf: (wanted: Permission) => Verdict): Verdict {
  const whole = verdictOf(wanted);
  const values = wanted.conditions.flatMap((condition) => condition.values);
  const choices = whole === 'perhaps' ? choicesIn([wanted.resource, ...values]) : [];
  return choices.length === 0
    ? whole
    : allOf(
        choices.map((choose) =>
          verdictOf({
            ...wanted,
            resource: choose(wanted.resource),
            conditions: wanted.conditions.map((condition) => ({
              ...condition,
              values: condition.values.map(choose),
            })),
          }),
        ),
      );
}

/**
 * The statement that forbids a call, if there is one, and whether it surely does.
 *
 * @param statements those of the role's policies, where it is not said.
 */
export function denialOf(
  { judge, identity }: Comparison,
  permission: Permission,
  statements: readonly PlacedStatement[] = identity,
): { readonly statement: PlacedStatement; readonly verdict: Verdict } | undefined {
  const denials = statements
    .filter(({ statement }) => statement.effect === 'Deny')
    .map((placed) => ({
      statement: placed,
      verdict: denies(judge, placed.statement, permission),
    }));
  return (
    denials.find(({ verdict }) => verdict === 'yes') ??
    denials.find(({ verdict }) => verdict === 'perhaps')
  );
}

/** A Deny on a part of what is needed may hit or miss the calls that are made. */
function denies(judge: Judge, statement: GrantedStatement, permission: Permission): Verdict {
  const request = requestOf(permission);
  const whole = judge.matches(statement, request);
  const isPart =
    whole === 'no' &&
    !statement.notResources &&
    statement.resources.some(
      (resource) =>
        judge.overlaps(resource.template, permission.resource) &&
        judge.matches(
          { ...statement, resources: [{ ...resource, template: permission.resource }] },
          request,
        ) !== 'no',
    );
  return isPart ? 'perhaps' : whole;
}

/** The policy of the role that a new statement would go into. */
export function policyToExtend({ granted }: Comparison): GrantedPolicy | undefined {
  return granted.policies.find(
    ({ subject, form }) => subject === 'identity' && form === 'document',
  );
}

/** Where to look for what the role has. */
export function placeOfRole(comparison: Comparison): Place | undefined {
  return policyToExtend(comparison)?.place ?? comparison.granted.role;
}
