import { expect } from 'vitest';
import type { State, Statement } from '../support/fake-aws/account.ts';
import type { RoleJson } from './flows.ts';

/**
 * Expects that an account holds what the roles say, and beside it what stood in it before and
 * nothing else.
 */
export function expectRoles(state: State, before: State, roles: readonly RoleJson[]): void {
  expect(Object.keys(state.roles).sort()).toEqual(roles.map(({ roleName }) => roleName).sort());
  for (const role of roles) {
    expectRole(state, role);
  }
  const expected = structuredClone(before);
  for (const { resourcePolicies } of roles) {
    for (const { resource, document } of resourcePolicies) {
      policyOf(expected, resource)?.push(...document.Statement);
    }
  }
  expect(attachedStatements(state)).toEqual(attachedStatements(expected));
}

function expectRole(state: State, { roleName, trustPolicy, identityPolicies }: RoleJson): void {
  const made = state.roles[roleName];
  expect(made?.trust).toEqual(trustPolicy);
  const inline = identityPolicies.filter(({ kind }) => kind === 'inline');
  expect(made?.inline).toEqual(
    Object.fromEntries(inline.map(({ name, document }) => [name, document])),
  );
  const attached = (made?.attached ?? []).map((arn) =>
    state.policies[arn]?.versions.find(({ IsDefaultVersion }) => IsDefaultVersion),
  );
  const managed = identityPolicies.filter(({ kind }) => kind === 'managed');
  expect(attached.map((version) => version?.document)).toEqual(
    managed.map(({ document }) => document),
  );
}

/** The statements that are attached to a resource; undefined for one that is not in the account. */
function policyOf(state: State, resource: string): Statement[] | undefined {
  if (resource.split(':')[4] !== state.account) {
    return undefined;
  }
  const [, arn = '', qualifier = ''] = /^(.*:function:[^:]+):?(.*)$/.exec(resource) ?? [];
  return (
    state.functions[arn]?.[qualifier] ??
    state.bots[resource] ??
    (state.keys[resource]?.Statement as Statement[] | undefined)
  );
}

/** All statements of resource-based policies, each with one spelling and in one order. */
function attachedStatements({ functions, bots, keys }: State) {
  return {
    functions: Object.entries(functions).map(([arn, policies]) => [
      arn,
      Object.entries(policies).map(([qualifier, statements]) => [qualifier, canonical(statements)]),
    ]),
    bots: Object.entries(bots).map(([arn, statements]) => [arn, canonical(statements)]),
    keys: Object.entries(keys).map(([arn, { Statement }]) => [arn, canonical(Statement)]),
  };
}

function canonical(statements: readonly Statement[]): readonly string[] {
  return statements.map((statement) => JSON.stringify(canonicalStatement(statement))).sort();
}

function canonicalStatement({ Sid, Effect, Action, Resource, Principal, Condition }: Statement) {
  const conditions = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => [operator, key.toLowerCase(), [value].flat()]),
  );
  const principals = Object.entries(Principal ?? {}).map(([kind, value]) => [kind, [value].flat()]);
  return [Sid, Effect, [Action].flat(), [Resource].flat(), principals, conditions.sort()];
}
