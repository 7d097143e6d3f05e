import type { PageSource } from './source.ts';

export const FLOW_REGIONS_SOURCE: PageSource = {
  title: 'Regions with Amazon Bedrock Flows',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/flows-supported.html',
  read: '2026-11-25',
};

/** The Regions that have Amazon Bedrock Flows, those that most people use first. */
export const FLOW_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-central-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'us-gov-east-1',
  'us-gov-west-1',
] as const;
