import type { State } from '../account.ts';
import { AwsError } from '../errors.ts';
import { policy, role } from '../iam.ts';
import { type ApiData, type ApiRequest, pageOf } from './answer.ts';

type Operation = (state: State, request: ApiRequest) => ApiData;

/** The operations that read, by name. */
export const IAM: Readonly<Record<string, Operation>> = {
  GetRole(state, { parameters }) {
    const name = parameters.get('RoleName') ?? '';
    const { Arn, trust, boundary } = role(state, name);
    return {
      Role: {
        Path: Arn.slice(Arn.indexOf(':role') + ':role'.length, -name.length),
        RoleName: name,
        RoleId: 'AROAEXAMPLE',
        Arn,
        CreateDate: '2026-01-02T03:04:05Z',
        AssumeRolePolicyDocument: encoded(trust),
        ...(boundary !== undefined && {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
            PermissionsBoundaryArn: boundary,
          },
        }),
      },
    };
  },

  ListRolePolicies(state, request) {
    const { inline } = role(state, request.parameters.get('RoleName') ?? '');
    const { items, rest } = pageOf(Object.keys(inline).sort(), request);
    return { PolicyNames: items, ...rest };
  },

  GetRolePolicy(state, { parameters }) {
    const RoleName = parameters.get('RoleName') ?? '';
    const PolicyName = parameters.get('PolicyName') ?? '';
    const document = role(state, RoleName).inline[PolicyName];
    if (document === undefined) {
      throw new AwsError('NoSuchEntity', `The role policy ${PolicyName} cannot be found.`);
    }
    return { RoleName, PolicyName, PolicyDocument: encoded(document) };
  },

  ListAttachedRolePolicies(state, request) {
    const { attached } = role(state, request.parameters.get('RoleName') ?? '');
    const { items, rest } = pageOf(attached, request);
    const AttachedPolicies = items.map((PolicyArn) => ({
      PolicyArn,
      PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    }));
    return { AttachedPolicies, ...rest };
  },

  GetPolicy(state, { parameters }) {
    const arn = parameters.get('PolicyArn') ?? '';
    const found = policy(state, arn).versions.find(({ IsDefaultVersion }) => IsDefaultVersion);
    const holders = Object.values(state.roles).filter(({ attached }) => attached.includes(arn));
    return {
      Policy: {
        Arn: arn,
        DefaultVersionId: found?.VersionId ?? '',
        AttachmentCount: holders.length,
        IsAttachable: true,
      },
    };
  },

  GetPolicyVersion(state, { parameters }) {
    const id = parameters.get('VersionId');
    const { versions } = policy(state, parameters.get('PolicyArn') ?? '');
    const found = versions.find(({ VersionId }) => VersionId === id);
    if (found === undefined) {
      throw new AwsError('NoSuchEntity', `Policy version ${id} was not found.`);
    }
    const { VersionId, IsDefaultVersion, document } = found;
    return { PolicyVersion: { VersionId, IsDefaultVersion, Document: encoded(document) } };
  },
};

/** Documents travel as in a URL. */
function encoded(document: unknown): string {
  return encodeURIComponent(JSON.stringify(document)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
