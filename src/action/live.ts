import { env } from 'node:process';
import { AwsError } from '../aws/aws-error.ts';
import { accountOfFlow } from '../core/compare/live.ts';
import { assignedBy } from '../core/config/assigned.ts';
import type { RoleConfig } from '../core/config/config.ts';
import type { Flow } from '../core/flow/flow.ts';
import { accountOfArn, type LiveRole } from '../core/granted/live.ts';
import type { Fact } from '../core/plan/facts.ts';
import { inlineCode } from '../core/report/markdown/escape.ts';
import { roleArn, rolesAtBase, type TextsAtBase } from './roles-at-base.ts';

/** The roles that were read from AWS. */
export interface LiveRoles {
  /** The role that a flow is compared with; undefined where files say what it has. */
  readonly roleOf: (flow: Flow, assigned: RoleConfig | undefined) => LiveRole | undefined;
  /** What was not read, in Markdown. */
  readonly notices: readonly string[];
}

/** A flow with the role that the configuration gives it. */
export interface AssignedFlow {
  readonly flow: Flow;
  readonly assigned?: RoleConfig;
}

export interface LiveSettings {
  readonly given: readonly Fact[];
  readonly base: TextsAtBase;
}

/** Nobody reviews more roles at once. */
const MOST_ROLES = 50;

const HOW_TO_SIGN_IN =
  'With "live: true" the job must be signed in to AWS: run aws-actions/configure-aws-credentials before this step, in a job that has the permission "id-token: write".';

/**
 * Reads the roles of flows from AWS, with the credentials of the job. What a role may do is shown to
 * everybody who sees the pull request, so that a pull request cannot choose the role: only those
 * are read that the base names, in the configuration or as the `executionRoleArn` of the same file.
 *
 * @throws Error that says what to do when AWS cannot be asked.
 */
export async function readLiveRoles(
  flows: readonly AssignedFlow[],
  { given, base }: LiveSettings,
): Promise<LiveRoles> {
  const paths = flows.flatMap(({ flow, assigned }) =>
    assigned === undefined && roleArn(flow) !== undefined ? [flow.place.file] : [],
  );
  const known = await rolesAtBase(base, [...new Set(paths)]);
  const isNamed = ({ flow }: AssignedFlow) => known.get(flow.place.file)?.has(roleArn(flow) ?? '');
  const names = new Set(
    flows.flatMap((one) => (one.assigned || isNamed(one) ? nameOf(one.flow, one.assigned) : [])),
  );
  const wanted = [...names].slice(0, MOST_ROLES);
  const roles: LiveRole[] = [];
  for (const name of wanted) {
    roles.push(...(await read(name, regionOf(given))));
  }
  const find = (flow: Flow, assigned: RoleConfig | undefined) =>
    roles.find(({ name, arn }) =>
      assigned === undefined ? arn === roleArn(flow) : name === assigned.name,
    );
  const noticesOn = (one: AssignedFlow): readonly string[] => {
    const { flow, assigned } = one;
    const role = find(flow, assigned);
    if (role !== undefined) {
      return isElsewhere(flow, assigned, role, given) ? [elsewhere(flow, role)] : [];
    }
    const isWanted = wanted.includes(nameOf(flow, assigned));
    return [notRead(one, assigned !== undefined || isNamed(one) === true, isWanted)];
  };
  return {
    roleOf: (flow, assigned) => {
      const role = find(flow, assigned);
      return role === undefined || isElsewhere(flow, assigned, role, given) ? undefined : role;
    },
    notices: [...new Set(flows.flatMap(noticesOn))],
  };
}

function elsewhere({ name }: Flow, role: LiveRole): string {
  return `The role ${inlineCode(role.name)} was not compared for flow ${inlineCode(name)}: the job is signed in to account ${accountOfArn(role.arn)}, and the flow is in another one.`;
}

/** Why the role of a flow is not known. */
function notRead({ flow, assigned }: AssignedFlow, isNamed: boolean, isWanted: boolean): string {
  const arn = roleArn(flow);
  const about = `The role of flow ${inlineCode(flow.name)} was not read from AWS:`;
  if (!isNamed) {
    return arn === undefined
      ? `${about} its name is not known. Write it into the configuration on the base branch.`
      : `${about} the base branch does not name it. It is read once this is merged, or once the configuration on the base branch names it.`;
  }
  return isWanted
    ? `There is no role ${inlineCode(assigned?.name ?? arn ?? '')} in AWS, where the job is signed in: its flows are compared with files.`
    : `${about} no more than ${MOST_ROLES} roles are read.`;
}

function nameOf(flow: Flow, assigned: RoleConfig | undefined): string {
  const arn = roleArn(flow) ?? '';
  return assigned?.name ?? arn.slice(arn.lastIndexOf('/') + 1);
}

function isElsewhere(
  flow: Flow,
  assigned: RoleConfig | undefined,
  { arn }: LiveRole,
  given: readonly Fact[],
): boolean {
  const known = { given, ...(assigned && { assigned: () => assignedBy(assigned) }) };
  const account = accountOfFlow(flow, known)?.value;
  return account !== undefined && account !== accountOfArn(arn);
}

/** IAM is one service for a whole partition, which any of its Regions stands for. */
function regionOf(given: readonly Fact[]): string {
  const region = given.find(({ part }) => part === 'region')?.value;
  return env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || region || 'us-east-1';
}

/** A role by its name; none where AWS has none. */
async function read(name: string, region: string): Promise<readonly LiveRole[]> {
  const { readLiveRole, ROLE_ACTIONS } = await import('../aws/live-role.ts');
  try {
    return [await readLiveRole(name, region)];
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    const { failure, message } = error;
    switch (failure) {
      case 'signed-out':
        throw new Error(`${message} ${HOW_TO_SIGN_IN}`, { cause: error });
      case 'denied':
        throw new Error(`${message} Reading a role takes ${ROLE_ACTIONS.join(', ')}.`, {
          cause: error,
        });
      case 'absent':
        return [];
      case 'unanswered':
      case 'refused':
        throw error;
    }
  }
}
