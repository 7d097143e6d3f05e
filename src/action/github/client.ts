import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

export type Client = ReturnType<typeof getOctokit>;

/** Longer than this nobody waits for a limit to end. */
const MOST_SECONDS = 120;

/**
 * A client that keeps GitHub's limits and tries again what failed for no reason of its own.
 *
 * @param graphqlUrl the value of GITHUB_GRAPHQL_URL. @param apiUrl that of GITHUB_API_URL.
 */
export function newClient(
  token: string,
  graphqlUrl: string | undefined,
  apiUrl: string | undefined,
): Client {
  const again = (seconds: number, _options: object, _octokit: object, count: number) =>
    seconds <= MOST_SECONDS && count < 2;
  const client = getOctokit(
    token,
    {
      throttle: { onRateLimit: again, onSecondaryRateLimit: again },
      ...(apiUrl !== undefined && { baseUrl: apiUrl }),
    },
    retry,
    throttling,
  );
  const base = graphqlUrl?.replace(/\/graphql\/?$/, '');
  return base === undefined
    ? client
    : Object.assign(client, { graphql: client.graphql.defaults({ baseUrl: base }) });
}
