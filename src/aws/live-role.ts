import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import type { AttachedPolicy, LiveRole } from '../core/granted/live.ts';
import { answered, awsSettings, type TimeLimit, timeLimit } from './call.ts';

/** What the caller must be allowed to do, on the role and on the policies that are attached to it. */
export const ROLE_ACTIONS = [
  'iam:GetRole',
  'iam:ListRolePolicies',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
] as const;

/**
 * Reads a role with all of its policies; nothing is ever changed.
 *
 * @param region a Region of the partition that the role is in: IAM has no others.
 * @throws AwsError that names the action that failed.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function readLiveRole(name: string, region: string): Promise<LiveRole> {
  const iam = new IAMClient(awsSettings(region));
  const limit = timeLimit();
  try {
    const what = `role "${name}"`;
    const { Role: role } = await answered(
      'iam:GetRole',
      what,
      iam.send(new GetRoleCommand({ RoleName: name }), limit),
      limit,
    );
    const arn = role?.PermissionsBoundary?.PermissionsBoundaryArn;
    const [inline, attached, boundary] = await Promise.all([
      inlinePolicies(iam, name, limit),
      attachedPolicies(iam, name, limit),
      arn === undefined ? undefined : attachedPolicy(iam, arn, limit),
    ]);
    return {
      name,
      arn: role?.Arn ?? '',
      trust: decoded(role?.AssumeRolePolicyDocument),
      inline,
      attached,
      ...(boundary !== undefined && { boundary }),
    };
  } finally {
    iam.destroy();
  }
}

async function inlinePolicies(
  iam: IAMClient,
  RoleName: string,
  limit: TimeLimit,
): Promise<LiveRole['inline']> {
  const names = await answered(
    'iam:ListRolePolicies',
    `role "${RoleName}"`,
    all(paginateListRolePolicies({ client: iam }, { RoleName }, limit), (page) => page.PolicyNames),
    limit,
  );
  return Promise.all(
    names.map(async (name) => {
      const { PolicyDocument } = await answered(
        'iam:GetRolePolicy',
        `policy "${name}" of role "${RoleName}"`,
        iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }), limit),
        limit,
      );
      return { name, text: decoded(PolicyDocument) };
    }),
  );
}

async function attachedPolicies(
  iam: IAMClient,
  RoleName: string,
  limit: TimeLimit,
): Promise<LiveRole['attached']> {
  const policies = await answered(
    'iam:ListAttachedRolePolicies',
    `role "${RoleName}"`,
    all(
      paginateListAttachedRolePolicies({ client: iam }, { RoleName }, limit),
      (page) => page.AttachedPolicies,
    ),
    limit,
  );
  return Promise.all(policies.map(({ PolicyArn = '' }) => attachedPolicy(iam, PolicyArn, limit)));
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
async function attachedPolicy(
  iam: IAMClient,
  arn: string,
  limit: TimeLimit,
): Promise<AttachedPolicy> {
  const what = `policy ${arn}`;
  const { Policy: policy } = await answered(
    'iam:GetPolicy',
    what,
    iam.send(new GetPolicyCommand({ PolicyArn: arn }), limit),
    limit,
  );
  const { PolicyVersion: version } = await answered(
    'iam:GetPolicyVersion',
    what,
    iam.send(
      new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: policy?.DefaultVersionId }),
      limit,
    ),
    limit,
  );
  return { arn, text: decoded(version?.Document), attachments: policy?.AttachmentCount ?? 1 };
}

async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    items.push(...(itemsOf(page) ?? []));
  }
  return items;
}

/** IAM writes documents as in a URL (RFC 3986). */
function decoded(document: string | undefined): string {
  try {
    return decodeURIComponent(document ?? '');
  } catch {
    return document ?? '';
  }
}
