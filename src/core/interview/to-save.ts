import type { ToSave } from './ports.ts';
import { answered, type Session } from './session.ts';
import { configPath, sessionConfig } from './session-config.ts';
import { plannedRoles, vocabulary } from './session-roles.ts';
import { sessionWorkflow } from './session-workflow.ts';

/** All that a session writes at its end. */
export function toSave(session: Session): ToSave {
  const [directory = '.'] = answered(session, 'out') ?? [];
  const config = answered(session, 'config')?.includes('yes') ? sessionConfig(session) : undefined;
  return {
    roles: plannedRoles(session),
    format: vocabulary(session),
    directory,
    ...(config !== undefined && { config: { path: configPath(session), text: config } }),
    ...(answered(session, 'workflow')?.includes('yes') && { workflow: sessionWorkflow(session) }),
  };
}
