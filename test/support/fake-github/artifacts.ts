import { notFound } from './api-error.ts';
import type { Answer, Routes, Schemas } from './route.ts';
import { need } from './state.ts';

type Shown = Pick<
  Schemas['artifact'],
  'id' | 'name' | 'size_in_bytes' | 'expired' | 'archive_download_url'
>;

/** Artifacts of workflow runs; the download leads to another address, as GitHub's does. */
export const artifacts: Routes = {
  'GET /repos/{owner}/{repo}/actions/runs/{run}/artifacts': ({
    state,
    token,
    params,
    query,
    api,
  }) => {
    need(token, ['actions', 'read']);
    const name = query.get('name');
    const found = state.artifacts
      .filter((artifact) => artifact.run === Number(params['run']))
      .filter((artifact) => name === null || artifact.name === name)
      .map(
        ({ id, name: called, zip }): Shown => ({
          id,
          name: called,
          size_in_bytes: zip.length,
          expired: false,
          archive_download_url: `${api}/repos/${state.owner}/${state.name}/actions/artifacts/${id}/zip`,
        }),
      );
    return { status: 200, body: { total_count: found.length, artifacts: found } };
  },
  'GET /repos/{owner}/{repo}/actions/artifacts/{id}/zip': ({ token, params, api }): Answer => {
    need(token, ['actions', 'read']);
    return { status: 302, headers: { location: `${api}/_storage/${params['id']}` } };
  },
  'GET /_storage/{id}': ({ state, params }): Answer => {
    const found = state.artifacts.find(({ id }) => id === Number(params['id']));
    if (found === undefined) {
      throw notFound();
    }
    return { status: 200, bytes: found.zip };
  },
};
