import process from 'node:process';
import { AwsError } from '../aws/aws-error.ts';
import { findingsOf } from '../core/compare/compare.ts';
import {
  accountOfFlow,
  compareLiveRole,
  type LiveName,
  planLiveRole,
  resourcesToRead,
} from '../core/compare/live.ts';
import type { Proof } from '../core/edit/prove.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { Granted } from '../core/granted/granted.ts';
import {
  accountOfArn,
  changedDocuments,
  grantedInDocuments,
  type LiveDocument,
  livePolicies,
} from '../core/granted/live.ts';
import { joinGranted } from '../core/granted/policy-files.ts';
import { showLine } from '../core/place.ts';
import { type Fact, showOrigin } from '../core/plan/facts.ts';
import type { Knowledge } from '../core/plan/plan-roles.ts';
import { InputError } from '../core/problem.ts';
import { distinctProblems } from '../core/project/failure.ts';
import { withTexts } from '../core/project/files.ts';
import { withNotes } from '../core/project/notes.ts';
import { grantedNamed } from '../core/project/policies.ts';
import { literal } from '../core/template/template.ts';
import type { CheckedInputs } from './checked-inputs.ts';
import type { ComparisonOptions } from './compare-options.ts';
import type { LoadedProject } from './load-project.ts';
import { UsageError } from './usage.ts';

const HOW_TO_SIGN_IN =
  'Sign in, for example with "aws sso login", name a profile with --profile NAME, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/**
 * Compares flows with a role as it is in AWS. The policies in files do not count, but for those
 * that --policy names; of the configuration only which flows the role has.
 *
 * @throws UsageError when AWS cannot be asked, and for flows of another account.
 */
export async function checkLiveRole(
  name: string,
  options: ComparisonOptions,
  { project, notes }: LoadedProject,
  policies: readonly string[],
): Promise<Omit<CheckedInputs, 'files'>> {
  const { knowledge } = project;
  const flows = options.files.length > 0 ? project.flows : configuredFlows(name, project);
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { configuredRegion } = await import('../aws/identity.ts');
  const region = await configuredRegion();
  const known: Knowledge = { ...knowledge, given: [...knowledge.given, ...regionFact(region)] };
  const role = await read(name, regionOf(known.given));
  refuseOtherAccounts(flows, known, role);
  const planned = planLiveRole(flows, known, role);
  const { readResourcePolicies } = await import('../aws/resource-policies.ts');
  const attached = await readResourcePolicies(
    planned === undefined ? [] : resourcesToRead(planned.plan, role),
  );
  const { documents } = livePolicies(role, attached.policies);
  const named = await grantedNamed(policies, project.files);
  const failures = [...project.failures, ...named.failures];
  const compare = (own: readonly LiveDocument[], granted: Granted) => {
    const compared = compareLiveRole(
      flows,
      known,
      role,
      joinGranted([grantedInDocuments(own), granted]),
    );
    return compared === undefined ? [] : [withNotes(compared)];
  };
  const recheck: Proof['recheck'] = async (changes) => {
    const files = withTexts(
      project.files,
      changes.map(({ path, after }) => [path, after]),
    );
    const again = await grantedNamed(policies, files);
    if (again.failures.length > 0) {
      throw new InputError(...again.failures.flatMap(({ problems }) => problems));
    }
    return findingsOf(compare(changedDocuments(role.name, documents, changes), again.granted));
  };
  const files = flows.map(({ place }) => place.file);
  const unread = failures.map(({ path }) => path);
  return {
    checked: {
      project,
      roles: compare(documents, named.granted).map((role) => ({
        ...role,
        files,
        unread,
        live: { documents, recheck },
      })),
      problems: distinctProblems(failures),
      recheck,
    },
    notes: [...notes, ...otherRoles(flows, role), ...attached.notes],
    live: { name, documents },
  };
}

/** Without names of files the flows are those that the configuration gives the role. */
function configuredFlows(
  name: string,
  { flows, owners }: LoadedProject['project'],
): readonly Flow[] {
  const own = flows.filter((flow) => owners.roleOf(flow)?.name === name);
  if (own.length === 0) {
    throw new UsageError(
      `The configuration has no role "${name}": name the files of the flows that have this role.`,
    );
  }
  return own;
}

/** IAM is one service for a whole partition, which a Region stands for. */
function regionOf(given: readonly Fact[]): string {
  const partition = given.find(({ part }) => part === 'partition')?.value;
  const usual = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' }[partition ?? ''];
  return given.find(({ part }) => part === 'region')?.value ?? usual ?? 'us-east-1';
}

function regionFact(region: string | undefined): readonly Fact[] {
  return region === undefined
    ? []
    : [{ part: 'region', value: region, origin: { kind: 'aws', source: 'the AWS profile' } }];
}

async function read(name: string, region: string) {
  const { readLiveRole, ROLE_ACTIONS } = await import('../aws/live-role.ts');
  try {
    return await readLiveRole(name, region);
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    const { failure, message } = error;
    switch (failure) {
      case 'signed-out':
        throw new UsageError(`${message}${profileInUse()} ${HOW_TO_SIGN_IN}`, { cause: error });
      case 'denied':
        throw new UsageError(`${message} Reading a role takes ${ROLE_ACTIONS.join(', ')}.`, {
          cause: error,
        });
      case 'absent':
        throw new UsageError(`${message} ${await whereItWasLookedFor()}`, { cause: error });
      case 'unanswered':
      case 'refused':
        throw new UsageError(message, { cause: error });
    }
  }
}

/** A profile that is spelled wrong looks to AWS tools like one without credentials. */
function profileInUse(): string {
  const profile = process.env['AWS_PROFILE'];
  return profile ? ` The AWS profile "${profile}" gives no credentials that AWS takes.` : '';
}

async function whereItWasLookedFor(): Promise<string> {
  const { detectIdentity } = await import('../aws/identity.ts');
  const { facts } = await detectIdentity(new AbortController().signal);
  const account = facts.find(({ part }) => part === 'account');
  return account === undefined
    ? 'Look whether you are signed in to its account.'
    : `You are signed in to account ${account.value}.`;
}

/** A role can only serve flows of its own account: anything else was read from the wrong one. */
function refuseOtherAccounts(
  flows: readonly Flow[],
  knowledge: Knowledge,
  { name, arn }: LiveName,
): void {
  const account = accountOfArn(arn);
  for (const flow of flows) {
    const other = accountOfFlow(flow, knowledge);
    if (other !== undefined && other.value !== account) {
      throw new UsageError(
        `You are signed in to account ${account}, which has a role "${name}", but the account of flow "${flow.name}" is ${other.value} (${showOrigin(other.origin)}). Sign in to that account, for example with --profile NAME.`,
      );
    }
  }
}

/** Flows whose file names another role than the one that they are compared with. */
function otherRoles(flows: readonly Flow[], { arn }: LiveName): readonly string[] {
  return flows.flatMap(({ executionRole }) => {
    const written = literal(executionRole?.template ?? []);
    return executionRole === undefined || written === undefined || written === arn
      ? []
      : [`${showLine(executionRole.place)} names another role, ${written}: ${arn} is compared.`];
  });
}
