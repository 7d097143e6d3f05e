import type { Files } from './compare.ts';
import type { GeneratedRole, Policy, Statement } from './evaluator.ts';

/** The policies of a role as files, as `generate --out` writes them. */
export function roleFiles(
  { trustPolicy, identityPolicies, resourcePolicies }: GeneratedRole,
  text = (policy: Policy) => `${JSON.stringify(policy, undefined, 2)}\n`,
): Files {
  return Object.fromEntries([
    ['flow.trust-policy.json', text(trustPolicy)],
    ...identityPolicies.map(({ name, document }) => [`flow.${name}.json`, text(document)]),
    ...resourcePolicies.map(({ service, document }, index) => [
      `flow.${service}-${index}.json`,
      text(document),
    ]),
  ]);
}

/** Changes some statements of a role's identity-based policies, as people and consoles do. */
export function damagedRole(
  role: GeneratedRole,
  dice: Iterator<number>,
  { denies = true }: { readonly denies?: boolean } = {},
): GeneratedRole {
  const roll = (sides: number) => Number(dice.next().value) % sides;
  return {
    ...role,
    identityPolicies: role.identityPolicies.map((policy) => ({
      ...policy,
      document: {
        ...policy.document,
        Statement: policy.document.Statement.flatMap((statement) =>
          damaged(statement, roll),
        ).filter(({ Effect }) => denies || Effect !== 'Deny'),
      },
    })),
  };
}

function damaged(statement: Statement, roll: (sides: number) => number): readonly Statement[] {
  const { Condition, ...open } = statement;
  const [service] = statement.Action[0]?.split(':') ?? [];
  switch (roll(14)) {
    case 0:
      return [];
    case 1:
      return [{ ...statement, Action: statement.Action.slice(1) }].filter(hasActions);
    case 2:
      return [{ ...statement, Resource: (statement.Resource ?? []).slice(1) }].filter(hasResources);
    case 3:
      return [{ ...statement, Action: [`${service}:*`] }];
    case 4:
      return [{ ...statement, Resource: ['*'] }];
    case 5:
      return [open];
    case 6:
      return [
        {
          ...statement,
          Condition: { ...Condition, Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      ];
    case 7:
      return [statement, { ...statement, Sid: `${statement.Sid}Denied`, Effect: 'Deny' }];
    case 8:
      return [{ ...statement, Action: statement.Action.map((action) => action.toUpperCase()) }];
    case 9:
      return [{ ...statement, Action: [...statement.Action, 'bedrock:GetFlow'] }];
    case 10:
      return [
        {
          ...statement,
          Resource: [
            ...(statement.Resource ?? []),
            'arn:aws:bedrock:us-east-1:123456789012:guardrail/leftover',
          ],
        },
      ];
    case 11:
      return [{ ...statement, Action: statement.Action.map((action) => `${action}s`) }];
    default:
      return [statement];
  }
}

function hasActions({ Action }: Statement): boolean {
  return Action.length > 0;
}

function hasResources({ Resource = [] }: Statement): boolean {
  return Resource.length > 0;
}
