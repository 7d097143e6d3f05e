import { isKnown } from '../template/shape.ts';

/**
 * The prefixes of system-defined inference profiles and the Regions that each may send requests
 * to. What one profile really uses depends on its model and on the source Region; the source
 * Region itself is always among them.
 *
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
export const GEOGRAPHIES: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  'us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
  apac: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
  ],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
  ca: ['ca-central-1', 'ca-west-1'],
  in: ['ap-south-1', 'ap-south-2'],
};

/** How the names of the Regions begin from which profiles of a geography are called. */
const CALLERS: Readonly<Record<string, readonly string[]>> = {
  us: ['us-', 'ca-'],
  'us-gov': ['us-gov-'],
  eu: ['eu-', 'il-'],
  apac: ['ap-', 'me-'],
  jp: ['ap-'],
  au: ['ap-'],
  ca: ['ca-'],
  in: ['ap-'],
};

/** Whether a profile is known to be for another part of the world than a Region. */
export function isOfElsewhere(profileId: string, region: string): boolean {
  const geography = geographyOf(profileId) ?? '';
  const callers = Object.hasOwn(CALLERS, geography) ? CALLERS[geography] : undefined;
  const isGov = region.startsWith('us-gov-');
  return (
    callers !== undefined &&
    (isGov !== (geography === 'us-gov') || !callers.some((start) => region.startsWith(start)))
  );
}

/** The prefix of profiles that may send requests to every commercial Region. */
export const GLOBAL = 'global';

/** Model ids begin with one of these; so does what follows the prefix in a profile's id. */
const PROVIDERS = [
  'ai21',
  'amazon',
  'anthropic',
  'cohere',
  'deepseek',
  'google',
  'luma',
  'meta',
  'minimax',
  'mistral',
  'moonshot',
  'moonshotai',
  'nvidia',
  'openai',
  'qwen',
  'stability',
  'twelvelabs',
  'writer',
  'xai',
  'zai',
];

/**
 * The geographic prefix of a system-defined profile's id (`us` of `us.anthropic.claude-…`), or
 * undefined for the id of a model. Ids have dots elsewhere too, so a prefix counts when it is
 * known or when a known provider follows it.
 *
 * @param profileId pieces that are not known stand as `?`: a prefix that they hide is none.
 */
export function geographyOf(profileId: string): string | undefined {
  const [first = '', second = '', ...rest] = profileId.split('.');
  const isListed = first === GLOBAL || Object.hasOwn(GEOGRAPHIES, first);
  const isLikely = LIKELY.test(first) && PROVIDERS.includes(second) && rest.length > 0;
  return (isListed && second !== '') || isLikely ? first : undefined;
}

const LIKELY = /^[a-z]{2,6}(?:-[a-z]{2,6})?$/;

/** Whether an id has a geographic prefix, or could have one, whatever its unknown pieces are. */
export function mayHaveGeography(id: string): boolean {
  const [first = '', second = ''] = id.split('.');
  const isProvider = PROVIDERS.includes(first);
  return (
    geographyOf(id) !== undefined ||
    !isKnown(first) ||
    (!isProvider && LIKELY.test(first) && !isKnown(second))
  );
}
