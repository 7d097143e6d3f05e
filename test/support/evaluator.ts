import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { SourceFile } from '../../src/core/file.ts';
import type { Fact } from '../../src/core/plan/facts.ts';
import { type Knowledge, planRoles, wrongAnswers } from '../../src/core/plan/plan-roles.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { json } from '../../src/core/write/json.ts';
import type { Call } from './calls.ts';

/** A role as the JSON output has it, which is all that the evaluator knows of the product. */
export interface GeneratedRole {
  readonly roleName: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly partition: string | null;
  readonly trustPolicy: Policy;
  readonly identityPolicies: readonly {
    readonly name: string;
    readonly kind: 'inline' | 'managed';
    readonly document: Policy;
  }[];
  readonly resourcePolicies: readonly {
    readonly service: string;
    readonly resource: string;
    readonly document: Policy;
  }[];
  readonly questions: readonly { readonly key: string; readonly prompt: string }[];
  readonly assumptions: readonly { readonly key: string; readonly prompt: string }[];
  readonly warnings: readonly string[];
}

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Conditions;
}

export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

export interface GenerateOptions {
  readonly account?: string;
  readonly region?: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly pinRegions?: boolean;
  /** Refuse answers to questions that nobody asks, as the command does. */
  readonly checked?: boolean;
}

/** Generates the roles of the flows in files as the command does with `--format json`. */
export async function generateRoles(
  files: readonly SourceFile[],
  options: GenerateOptions,
): Promise<readonly GeneratedRole[]> {
  const flows = (await Promise.all(files.map((file) => readFlows(file, () => undefined)))).flat();
  const knowledge = knowledgeOf(options);
  const wrong = options.checked === true ? wrongAnswers(flows, knowledge) : [];
  if (wrong.length > 0) {
    throw new Error(wrong.map(({ text }) => text).join(' '));
  }
  return JSON.parse(json.print(planRoles(flows, knowledge))).roles;
}

function knowledgeOf({ answers = {}, pinRegions = false, ...parts }: GenerateOptions): Knowledge {
  const given = (['account', 'region'] as const).flatMap((part): Fact[] => {
    const value = parts[part];
    return value === undefined
      ? []
      : [{ part, value, origin: { kind: 'flag', name: `--${part}` } }];
  });
  return { given, answers: new Map(Object.entries(answers)), keeps: () => false, pinRegions };
}

/** Judges calls by the policies of one role, with an IAM evaluator that knows nothing of the product. */
export class Evaluator {
  readonly #role: GeneratedRole;
  readonly #roleArn: string;

  constructor(role: GeneratedRole, roleArn: string) {
    this.#role = role;
    this.#roleArn = roleArn;
  }

  /**
   * Whether IAM would allow a call. The request is checked as well: action, resource and context
   * keys must be such as the service has, so that no call is allowed that can never be made.
   *
   * @throws Error for a request that the service does not have.
   */
  async allowsChecked(call: Call): Promise<boolean> {
    const result = await runSimulation(this.#simulation(call), { simulationMode: 'Strict' });
    switch (result.resultType) {
      case 'error':
        if (isUncatalogued(call) && result.errors.message === 'no.resource.types') {
          return this.allows(call);
        }
        throw new Error(JSON.stringify(result.errors));
      case 'wildcard':
        throw new Error(`The request names no single resource: ${call.resource}`);
      case 'single': {
        const ignored = result.result.ignoredContextKeys ?? [];
        if (ignored.some((key) => !key.startsWith(ENCRYPTION_CONTEXT))) {
          throw new Error(`${call.action} has no context key ${ignored.join(', ')}`);
        }
        return ignored.length > 0 ? this.allows(call) : result.overallResult === 'Allowed';
      }
    }
  }

  /** The same without a look at whether the service has such a request. */
  allows(call: Call): boolean {
    const { resourcePolicy, ...simulation } = this.#simulation(call);
    return (
      runUnsafeSimulation(
        { ...simulation, ...(resourcePolicy && { resourcePolicy: withName(resourcePolicy) }) },
        {},
      ) === 'Allowed'
    );
  }

  #simulation(call: Call): Simulation {
    const { action, resource, context } = call;
    const own = accountOf(this.#roleArn);
    const attached = this.#role.resourcePolicies.filter((policy) => policy.resource === resource);
    // Of other accounts' resources only functions get a policy from us; the rest is taken as granted.
    const isAsked = action.startsWith('lambda:') || call.principal !== 'role';
    const accountId = (isAsked && accountOf(resource)) || own;
    const resourcePolicy = this.#resourcePolicy(
      call,
      accountId,
      attached.map(({ document }) => document),
    );
    return {
      request: {
        ...this.#principal(call.principal),
        action,
        resource: { resource, accountId },
        contextVariables: { ...context },
      },
      identityPolicies: this.#identityPolicies(call.principal),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy && { resourcePolicy }),
    };
  }

  #principal(principal: string): { readonly principal: string } {
    switch (principal) {
      case 'role':
        return { principal: this.#roleArn };
      case 'bedrock':
        return { principal: 'bedrock.amazonaws.com' };
      default:
        return { principal };
    }
  }

  #identityPolicies(principal: string): Simulation['identityPolicies'] {
    if (principal === 'role') {
      return this.#role.identityPolicies.map(({ name, document }) => ({ name, policy: document }));
    }
    const isRole = principal.startsWith('arn:');
    // Another role may do anything on its side, so that only the resource's policy decides.
    return isRole
      ? [{ name: 'all', policy: policyOf([{ Effect: 'Allow', Action: '*', Resource: '*' }]) }]
      : [];
  }

  #resourcePolicy(
    { action, resource }: Call,
    account: string,
    attached: readonly Policy[],
  ): { Statement: readonly unknown[] } | undefined {
    const statements: unknown[] = attached.flatMap(({ Statement }) => Statement);
    if (resource === this.#roleArn) {
      return policyOf(this.#role.trustPolicy.Statement);
    }
    if (action.startsWith('kms:')) {
      // What every key's policy has unless somebody removes it: the account's IAM policies count.
      const partition = this.#roleArn.split(':')[1];
      statements.push({
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      });
    }
    return statements.length > 0 ? policyOf(statements) : undefined;
  }
}

const ENCRYPTION_CONTEXT = 'kms:EncryptionContext:';

/**
 * Requests that exist though the catalogue behind the evaluator's check does not have them.
 *
 * - Lex: the catalogue has the ARNs of both versions of a bot alias in one text.
 * - Global profiles: they ask for a foundation model in no Region.
 * - Custom models: see the service authorization test.
 */
function isUncatalogued({ action, resource }: Call): boolean {
  return (
    action === 'lex:RecognizeUtterance' ||
    (action === 'bedrock:InvokeModel' &&
      /^arn:[^:]+:bedrock:(?:::foundation-model|[^:]+:\d+:custom-model)\//.test(resource))
  );
}

/** The unchecked evaluation wants a name for a resource policy, but takes it only in this form. */
function withName(policyDocument: unknown) {
  return { __validated: true, policyDocument, metadata: { name: 'resource' }, errors: [] };
}

export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function policyOf(statements: readonly unknown[]) {
  return { Version: '2012-10-17', Statement: statements };
}
