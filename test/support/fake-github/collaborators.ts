import { notFound } from './api-error.ts';
import type { Routes, Schemas } from './route.ts';

type Shown = Pick<Schemas['repository-collaborator-permission'], 'permission' | 'role_name'>;

/** What a person may do in the repository. */
export const collaborators: Routes = {
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': ({ state, params }) => {
    const permission = state.people.get(params['username'] ?? '');
    if (permission === undefined) {
      throw notFound();
    }
    const body: Shown = { permission, role_name: permission };
    return { status: 200, body };
  },
};
