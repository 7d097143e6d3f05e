import type { GitHub, PullState } from './port.ts';
import { ONCE, type Repository } from './where.ts';

/** Commits on the branches of pull requests. */
export function commitsIn({
  client,
  owner,
  repo,
}: Repository): Pick<GitHub, 'commitWith' | 'commit'> {
  return {
    /** The id of the newest commit of a pull request whose message has this line. */
    commitWith: async (number: number, line: string): Promise<string | undefined> => {
      const { repository } = await client.graphql<CommitsAnswer>(COMMITS, { owner, repo, number });
      const found = repository.pullRequest.commits.nodes.findLast(({ commit }) =>
        commit.message.split('\n').includes(line),
      );
      return found?.commit.oid;
    },
    /** Commits on top of the head; fails if the head has moved. It is sent once only. */
    commit: async (
      { headRepository, headRef, head }: PullState,
      message: { readonly headline: string; readonly body: string },
      files: readonly { readonly path: string; readonly after: string }[],
    ): Promise<string> => {
      const input = {
        branch: { repositoryNameWithOwner: headRepository, branchName: headRef },
        expectedHeadOid: head,
        message,
        fileChanges: {
          additions: files.map(({ path, after }) => ({
            path,
            contents: Buffer.from(after, 'utf8').toString('base64'),
          })),
        },
      };
      const answer = await client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
        'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }',
        { input, ...ONCE },
      );
      return answer.createCommitOnBranch.commit.oid;
    },
  };
}

const COMMITS = `query($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) { commits(last: 100) { nodes { commit { oid message } } } }
  }
}`;

interface CommitsAnswer {
  readonly repository: {
    readonly pullRequest: {
      readonly commits: {
        readonly nodes: readonly {
          readonly commit: { readonly oid: string; readonly message: string };
        }[];
      };
    };
  };
}
