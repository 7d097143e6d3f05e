import { statusOf } from './errors.ts';
import type { GitHub } from './port.ts';
import type { Repository } from './where.ts';

/** A report is much smaller. */
const MOST_ARCHIVE = 10_000_000;

/** What workflow runs leave, and who may have them do something. */
export function workflowsIn({
  client,
  owner,
  repo,
}: Repository): Pick<GitHub, 'artifact' | 'mayWrite'> {
  const where = { owner, repo };
  return {
    /** The archive of an artifact of a workflow run; nothing if there is none, or it is too large. */
    artifact: async (run: number, name: string): Promise<Uint8Array | undefined> => {
      const { data } = await client.rest.actions.listWorkflowRunArtifacts({
        ...where,
        run_id: run,
        name,
      });
      const found = data.artifacts.find((one) => !one.expired && one.size_in_bytes < MOST_ARCHIVE);
      if (found === undefined) {
        return undefined;
      }
      const { data: archive } = await client.rest.actions.downloadArtifact({
        ...where,
        artifact_id: found.id,
        archive_format: 'zip',
      });
      return new Uint8Array(archive as ArrayBuffer);
    },
    mayWrite: async (username: string): Promise<boolean> => {
      try {
        const { data } = await client.rest.repos.getCollaboratorPermissionLevel({
          ...where,
          username,
        });
        return data.permission === 'admin' || data.permission === 'write';
      } catch (error) {
        if (statusOf(error) === 404) {
          return false;
        }
        throw error;
      }
    },
  };
}
