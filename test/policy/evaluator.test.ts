import { beforeAll, describe, expect, test } from 'vitest';
import { type Call, isAmong, showCall } from '../support/calls.ts';
import {
  Evaluator,
  type GeneratedRole,
  type Policy,
  type Statement,
} from '../support/evaluator.ts';
import { CASES, type Case, readCase } from './cases.ts';
import { contextMisses, nearMisses } from './near-misses.ts';

/*
 * Each case is a flow together with all calls that its run makes, written by hand. An IAM
 * evaluator that is not ours says whether the generated policies allow these calls and no others.
 */
describe.each(CASES)('$name: $about', ({ name }) => {
  let found: Case;
  const evaluate = (role: GeneratedRole) => new Evaluator(role, found.roleArn);

  beforeAll(async () => {
    found = await readCase(name);
  });

  test('nothing is left open', () => {
    expect(found.role.questions).toEqual([]);
  });

  test('every call is allowed', async () => {
    const evaluator = evaluate(found.role);
    const refused: string[] = [];
    for (const call of found.calls) {
      if (!(await evaluator.allowsChecked(call))) {
        refused.push(showCall(call));
      }
    }
    expect(refused).toEqual([]);
  });

  test('every near miss is denied', async () => {
    const evaluator = evaluate(found.role);
    const misses = (await Promise.all(found.calls.map(nearMisses))).flat();
    const meant = misses.filter((call) => !isAmong(call, found.patterns) && !isOfLooseKey(call));
    expect(meant.length).toBeGreaterThan(20);
    const allowed = [...meant, ...found.denied].filter((call) => evaluator.allows(call));
    expect(allowed.map(showCall)).toEqual([]);
  });

  test('every statement, action and resource is needed', () => {
    const superfluous = sides(found.role, reductions)
      .filter(({ role }) => found.calls.every((call) => evaluate(role).allows(call)))
      .map(({ without }) => without);
    expect(superfluous).toEqual([]);
  });

  test('every condition keeps something out', () => {
    const misses = found.calls
      .flatMap(contextMisses)
      .filter((call) => !isAmong(call, found.patterns));
    // The key's policy repeats the conditions of the role's own statement, on which they are tried:
    // the misses are made for that statement's spelling of the caller.
    const idle = sides(found.role, withoutConditions, ['role'])
      .filter(({ role }) => !misses.some((call) => evaluate(role).allows(call)))
      .map(({ without }) => without);
    expect(idle).toEqual([]);
  });
});

/** AWS's own policy for flows holds these keys to any guardrail, and to any version of a prompt. */
const LOOSE_KEYS = /^kms:EncryptionContext:aws:bedrock(?::guardrail-id|-prompts:arn)$/;

function isOfLooseKey({ context = {} }: Call): boolean {
  return Object.keys(context).some((key) => LOOSE_KEYS.test(key));
}

/**
 * The key of a flow lets the role in by its own policy, and the role's policy allows it too: either
 * is enough, so that each side is looked at without the other.
 */
function sides(
  role: GeneratedRole,
  reduce: (role: GeneratedRole) => readonly Reduction[],
  looked: readonly ('role' | 'key')[] = ['role', 'key'],
): readonly Reduction[] {
  const isOfRole = ({ Principal }: Statement) => Principal?.AWS !== undefined;
  const isOfFlowKey = (statement: Statement) =>
    JSON.stringify(statement.Condition ?? {}).includes('kms:EncryptionContext:aws:bedrock-flows');
  const without = (policy: Policy, isLeftOut: (statement: Statement) => boolean): Policy => ({
    ...policy,
    Statement: policy.Statement.filter((statement) => !isLeftOut(statement)),
  });
  const hasTwin = role.resourcePolicies.some(({ document }) =>
    document.Statement.some((statement) => isOfRole(statement) && isOfFlowKey(statement)),
  );
  if (!hasTwin) {
    return reduce(role);
  }
  const byRole = {
    ...role,
    resourcePolicies: role.resourcePolicies.map((policy) => ({
      ...policy,
      document: without(policy.document, (one) => isOfRole(one) && isOfFlowKey(one)),
    })),
  };
  const byKey = {
    ...role,
    identityPolicies: role.identityPolicies.map((policy) => ({
      ...policy,
      document: without(policy.document, isOfFlowKey),
    })),
  };
  return [
    ...reduce(byRole),
    ...(looked.includes('key') ? reduce(byKey) : []).filter((reduction) =>
      reduction.without.includes(':kms:'),
    ),
  ];
}

interface Reduction {
  readonly without: string;
  readonly role: GeneratedRole;
}

/** The role without one of its statements, actions, resources or condition values, for each of them. */
function reductions(role: GeneratedRole): readonly Reduction[] {
  return changedPolicies(role, (policy) => changedStatements(policy, reduceStatement));
}

/** The role without one of its conditions, for each of them. */
function withoutConditions(role: GeneratedRole): readonly Reduction[] {
  return changedPolicies(role, (policy) => changedStatements(policy, looseStatement));
}

interface Change<Item> {
  readonly without: string;
  /** Undefined where nothing is left. */
  readonly left: Item | undefined;
}

function changedPolicies(
  role: GeneratedRole,
  change: (policy: Policy) => readonly Change<Policy>[],
): readonly Reduction[] {
  return [
    ...change(role.trustPolicy).map(({ without, left }) => ({
      without: `trust: ${without}`,
      role: { ...role, trustPolicy: left ?? { ...role.trustPolicy, Statement: [] } },
    })),
    ...role.identityPolicies.flatMap((policy, index) =>
      change(policy.document).map(({ without, left }) => ({
        without: `${policy.name}: ${without}`,
        role: {
          ...role,
          identityPolicies: replace(
            role.identityPolicies,
            index,
            left && { ...policy, document: left },
          ),
        },
      })),
    ),
    ...role.resourcePolicies.flatMap((policy, index) =>
      change(policy.document).map(({ without, left }) => ({
        without: `${policy.resource}: ${without}`,
        role: {
          ...role,
          resourcePolicies: replace(
            role.resourcePolicies,
            index,
            left && { ...policy, document: left },
          ),
        },
      })),
    ),
  ];
}

function changedStatements(
  policy: Policy,
  change: (statement: Statement) => readonly Change<Statement>[],
): readonly Change<Policy>[] {
  return policy.Statement.flatMap((statement, index) =>
    change(statement).map(({ without, left }) => {
      const Statement = replace(policy.Statement, index, left);
      return {
        without: `${statement.Sid}${without}`,
        left: Statement.length > 0 ? { ...policy, Statement } : undefined,
      };
    }),
  );
}

function reduceStatement(statement: Statement): readonly Change<Statement>[] {
  const { Action, Resource = [], Condition = {} } = statement;
  return [
    { without: '', left: undefined },
    ...eachLeftOut(Action).map(({ item, left }) => ({
      without: ` ${item}`,
      left: { ...statement, Action: left },
    })),
    ...eachLeftOut(Resource).map(({ item, left }) => ({
      without: ` ${item}`,
      left: { ...statement, Resource: left },
    })),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) =>
        eachLeftOut([values].flat()).map(({ item, left }) => ({
          without: ` ${key} ${item}`,
          left: { ...statement, Condition: { ...Condition, [operator]: { ...keys, [key]: left } } },
        })),
      ),
    ),
  ];
}

function looseStatement(statement: Statement): readonly Change<Statement>[] {
  const { Condition = {} } = statement;
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => {
      const { [key]: _, ...rest } = keys;
      return {
        without: ` ${operator} ${key}`,
        left: { ...statement, Condition: { ...Condition, [operator]: rest } },
      };
    }),
  );
}

/** Each item with the rest of its list, where a rest remains. */
function eachLeftOut(items: readonly string[]) {
  return items.length < 2
    ? []
    : items.map((item, index) => ({ item, left: items.toSpliced(index, 1) }));
}

function replace<Item>(
  items: readonly Item[],
  index: number,
  item: Item | undefined,
): readonly Item[] {
  return items.toSpliced(index, 1, ...(item === undefined ? [] : [item]));
}
