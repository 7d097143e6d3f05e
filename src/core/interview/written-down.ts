import { showLine } from '../place.ts';
import type { Session } from './session.ts';
import { configuredRoles } from './session-roles.ts';

/**
 * What the configuration says of the roles of a session beside the account and the Region, as full
 * sentences with the line that says it: none of it is asked.
 */
export function writtenDown(session: Session): readonly string[] {
  return configuredRoles(session).flatMap(
    ({ name, place, policies, trust, answers, answerPlaces }) => {
      const files = [...policies, ...(trust === undefined ? [] : [trust])];
      return [
        `The role is ${name} · from ${showLine(place)}`,
        ...(files.length === 0
          ? []
          : [`Its policies are in ${files.join(', ')} · from ${showLine(place)}`]),
        ...[...answers].map(
          ([key, value]) =>
            `The answer to ${key} is ${value} · from ${showLine(answerPlaces.get(key) ?? place)}`,
        ),
      ];
    },
  );
}
