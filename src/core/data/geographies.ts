import type { PageSource } from './source.ts';

export const GEOGRAPHIES_SOURCE: PageSource = {
  title: 'Regions of cross-Region inference profiles',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html',
  read: '2026-11-25',
};

interface Geography {
  /**
   * The Regions that profiles of this geography may send requests to. What one profile really uses
   * depends on its model and on the source Region; the source Region itself is always among them.
   */
  readonly destinations: readonly string[];
  /** How the names of the Regions begin from which such profiles can be called. */
  readonly callers: readonly string[];
}

/** The prefixes of system-defined inference profiles; `global.` stands for every commercial Region. */
export const GEOGRAPHIES: Readonly<Record<string, Geography>> = {
  us: {
    destinations: ['us-east-1', 'us-east-2', 'us-west-2'],
    callers: ['us-east-', 'us-west-', 'ca-'],
  },
  'us-gov': { destinations: ['us-gov-east-1', 'us-gov-west-1'], callers: ['us-gov-'] },
  eu: {
    destinations: [
      'eu-central-1',
      'eu-north-1',
      'eu-south-1',
      'eu-south-2',
      'eu-west-1',
      'eu-west-3',
    ],
    callers: ['eu-', 'il-'],
  },
  apac: {
    destinations: [
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
    callers: ['ap-', 'me-'],
  },
  jp: { destinations: ['ap-northeast-1', 'ap-northeast-3'], callers: ['ap-'] },
  au: { destinations: ['ap-southeast-2', 'ap-southeast-4'], callers: ['ap-'] },
  ca: { destinations: ['ca-central-1', 'ca-west-1'], callers: ['ca-'] },
  in: { destinations: ['ap-south-1', 'ap-south-2'], callers: ['ap-'] },
};
