import { partitionOf } from '../../arn/partition.ts';
import { GEOGRAPHIES } from '../../data/geographies.ts';
import { PROVIDERS } from '../../data/providers.ts';
import { isKnown } from '../../template/shape.ts';

/** The prefix of profiles that may send requests to every commercial Region. */
export const GLOBAL = 'global';

/** The Regions that profiles of a geography may send requests to; undefined when not known. */
export function destinationsOf(geography: string | undefined): readonly string[] | undefined {
  return knownGeography(geography)?.destinations;
}

/** Whether a profile is known to be for another part of the world than a Region. */
export function isOfElsewhere(profileId: string, region: string): boolean {
  if (geographyOf(profileId) === GLOBAL) {
    return partitionOf(region) !== 'aws';
  }
  const callers = knownGeography(geographyOf(profileId))?.callers;
  return callers !== undefined && !callers.some((start) => region.startsWith(start));
}

/**
 * The geographic prefix of a system-defined profile's id (`us` of `us.anthropic.claude-…`), or
 * undefined for the id of a model. Ids have dots elsewhere too, so a prefix counts when it is
 * known or when a known provider follows it.
 *
 * @param profileId pieces that are not known stand as `?`: a prefix that they hide is none.
 */
export function geographyOf(profileId: string): string | undefined {
  const [first = '', second = '', ...rest] = profileId.split('.');
  const isListed = first === GLOBAL || knownGeography(first) !== undefined;
  const isLikely = LIKELY.test(first) && Object.hasOwn(PROVIDERS, second) && rest.length > 0;
  return (isListed && second !== '') || isLikely ? first : undefined;
}

const LIKELY = /^[a-z]{2,6}(?:-[a-z]{2,6})?$/;

/** Whether an id has a geographic prefix, or could have one, whatever its unknown pieces are. */
export function mayHaveGeography(id: string): boolean {
  const [first = '', second = ''] = id.split('.');
  const isProvider = Object.hasOwn(PROVIDERS, first);
  return (
    geographyOf(id) !== undefined ||
    !isKnown(first) ||
    (!isProvider && LIKELY.test(first) && !isKnown(second))
  );
}

function knownGeography(geography: string | undefined) {
  return geography !== undefined && Object.hasOwn(GEOGRAPHIES, geography)
    ? GEOGRAPHIES[geography]
    : undefined;
}
