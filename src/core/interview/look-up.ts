import type { Ports } from './ports.ts';
import type { Screen } from './screen.ts';
import { distinctCandidates, type Session, type World } from './session.ts';

/** What an answer leads to: more of the world, and the values that stand for it. */
export interface Found {
  readonly world: Partial<World>;
  readonly values: readonly string[];
}

/**
 * Looks for what an answer names that is a path.
 *
 * @returns undefined for all other answers; a text says why the path leads nowhere.
 */
export async function lookUp(
  screen: Screen,
  value: string,
  { world }: Session,
  ports: Pick<Ports, 'readPath' | 'readPolicy'>,
): Promise<Found | string | undefined> {
  if (screen.id === 'path') {
    const found = await ports.readPath(value);
    if (typeof found === 'string') {
      return found;
    }
    const { candidates, surroundings } = found;
    return {
      world: {
        candidates: distinctCandidates([...world.candidates, ...candidates]),
        ...(surroundings && { surroundings }),
      },
      // What was typed comes first: it is shown again when somebody goes back.
      values: [value, ...candidates.map(({ flow }) => flow.source)],
    };
  }
  if (screen.id === 'existing' && value !== '') {
    const named = await ports.readPolicy(value);
    return typeof named === 'string' ? named : { world: { named }, values: [value] };
  }
  return undefined;
}
