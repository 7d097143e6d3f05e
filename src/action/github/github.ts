import type { Client } from './client.ts';
import { commentsIn } from './comments.ts';
import { commitsIn } from './commits.ts';
import { contentsIn } from './contents.ts';
import type { GitHub } from './port.ts';
import { pullsIn } from './pulls.ts';
import { workflowsIn } from './workflow.ts';

/**
 * The API of GitHub for one repository.
 *
 * @param configs the paths that the configuration may have, which are read together with a pull
 *   request.
 */
export function gitHub(
  client: Client,
  owner: string,
  repo: string,
  configs: readonly [string, string],
): GitHub {
  const repository = { client, owner, repo };
  return {
    home: `${owner}/${repo}`,
    ...pullsIn(repository, configs),
    ...contentsIn(repository),
    ...commentsIn(repository),
    ...commitsIn(repository),
    ...workflowsIn(repository),
  };
}
