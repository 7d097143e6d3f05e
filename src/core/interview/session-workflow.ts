import { workflowText } from '../config/workflow.ts';
import { answered, type Session } from './session.ts';
import { plannedRoles } from './session-roles.ts';

/**
 * The workflow that checks pull requests. Account and Region stand in it where no configuration
 * says them and all roles have the same.
 */
export function sessionWorkflow(session: Session): string {
  const hasConfig = answered(session, 'config')?.includes('yes') === true;
  const facts = hasConfig ? [] : plannedRoles(session).map((role) => role.facts);
  const only = (part: 'account' | 'region') => {
    const [value, ...others] = new Set(facts.map((each) => each[part]?.value));
    return others.length === 0 ? value : undefined;
  };
  return workflowText({ account: only('account'), region: only('region') });
}
