import type { State, Statement } from '../account.ts';
import { AwsError } from '../errors.ts';
import type { ApiData, ApiRequest } from './answer.ts';

/** The policy of a function, a version or an alias. */
export function functionPolicy(state: State, { path, parameters }: ApiRequest): ApiData {
  const [, arn = ''] = /^\/2015-03-31\/functions\/([^/]+)\/policy$/.exec(path) ?? [];
  return {
    Policy: policyText(
      state.functions[decodeURIComponent(arn)]?.[parameters.get('Qualifier') ?? ''],
    ),
    RevisionId: '1',
  };
}

/** The policy of a bot alias. */
export function botPolicy(state: State, { path }: ApiRequest): ApiData {
  const arn = decodeURIComponent(path.replace(/^\/policy\/(.*?)\/?$/, '$1'));
  return { resourceArn: arn, policy: policyText(state.bots[arn]), revisionId: '1' };
}

/** A resource without statements has no policy. */
function policyText(Statement: readonly Statement[] = []): string {
  if (Statement.length === 0) {
    throw new AwsError('ResourceNotFoundException', 'No policy is associated with the resource.');
  }
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement });
}

/** The policy of a key, over several lines as people write it. */
export function keyPolicy(state: State, { body }: ApiRequest): ApiData {
  const found = state.keys[String(body['KeyId'])];
  if (found === undefined) {
    throw new AwsError('NotFoundException', `Key '${body['KeyId']}' does not exist`);
  }
  return { Policy: JSON.stringify(found, undefined, 2), PolicyName: 'default' };
}
