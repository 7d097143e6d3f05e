import type { PageSource } from './source.ts';

export const GUARDRAIL_GEOGRAPHIES_SOURCE: PageSource = {
  title: 'Regions of guardrail profiles',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-cross-region-support.html',
  read: '2026-11-25',
};

const APAC = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
];
const APAC_WIDE = [...APAC, 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'].sort();
const EU = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'];
const US = ['us-east-1', 'us-east-2', 'us-west-2'];
const US_GOV = ['us-gov-east-1', 'us-gov-west-1'];

/**
 * The guardrail profiles (`us` for `us.guardrail.v1:0`): for each Region in which a guardrail with
 * this profile can stand, the Regions that it sends requests to.
 */
export const GUARDRAIL_GEOGRAPHIES: Readonly<
  Record<string, Readonly<Record<string, readonly string[]>>>
> = {
  us: {
    'us-east-1': US,
    'us-east-2': US,
    'us-west-1': ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
    'us-west-2': US,
  },
  'us-gov': { 'us-gov-east-1': US_GOV, 'us-gov-west-1': US_GOV },
  eu: {
    ...Object.fromEntries(EU.map((region) => [region, EU])),
    'il-central-1': [...EU, 'il-central-1'],
  },
  uk: { 'eu-west-2': ['eu-west-2'] },
  au: { 'ap-southeast-2': ['ap-southeast-2'] },
  ca: { 'ca-central-1': ['ca-central-1', 'ca-west-1'] },
  apac: {
    'ap-northeast-1': APAC,
    'ap-northeast-2': APAC,
    'ap-south-1': APAC,
    'ap-southeast-1': APAC,
    'ap-southeast-2': APAC,
    'ap-southeast-3': APAC_WIDE,
    'ap-southeast-4': APAC_WIDE.filter((region) => region !== 'ap-southeast-3'),
    'ap-southeast-5': [...APAC_WIDE, 'ap-southeast-5'],
    'ap-southeast-7': [...APAC_WIDE, 'ap-southeast-7'],
    'ap-east-2': ['ap-east-2', ...APAC_WIDE],
    'me-central-1': [...APAC_WIDE, 'me-central-1'],
  },
};
