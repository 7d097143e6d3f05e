import type { Ports } from './ports.ts';
import type { Screen } from './screen.ts';
import type { Session, World } from './session.ts';

/** What an answer leads to: more of the world, and the values that stand for it. */
export interface Found {
  readonly world: World;
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
    const candidates = [...world.candidates, ...found];
    const distinct = [...new Map(candidates.map((one) => [one.flow.source, one])).values()];
    return {
      world: { ...world, candidates: distinct },
      values: found.map(({ flow }) => flow.source),
    };
  }
  if (screen.id === 'existing' && value !== '') {
    const granted = await ports.readPolicy(value);
    return typeof granted === 'string'
      ? granted
      : { world: { ...world, granted }, values: [value] };
  }
  return undefined;
}
