import type { PageSource } from './source.ts';

export const MODEL_LIFECYCLE_SOURCE: PageSource = {
  title: 'Ends of life of models',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html',
  read: '2026-11-25',
};

/**
 * The days on which models end, or ended, in most Regions, by the beginning of their ids: new
 * customers cannot use them any more. The CDK marks only older ones as deprecated.
 */
export const MODEL_ENDS: Readonly<Record<string, string>> = {
  'ai21.jamba-1-5-': '2026-11-26',
  'amazon.nova-canvas-v1': '2026-09-30',
  'amazon.nova-premier-v1': '2026-09-14',
  'amazon.nova-reel-v1': '2026-09-30',
  'amazon.nova-sonic-v1': '2026-09-14',
  'amazon.titan-image-generator-v2': '2026-06-30',
  'anthropic.claude-3-5-haiku-20241022': '2026-06-19',
  'anthropic.claude-3-5-sonnet-20240620': '2026-03-01',
  'anthropic.claude-3-5-sonnet-20241022': '2026-07-30',
  'anthropic.claude-3-7-sonnet-20250219': '2026-04-28',
  'anthropic.claude-3-haiku-20240307': '2026-09-10',
  'anthropic.claude-3-opus-20240229': '2026-01-15',
  'anthropic.claude-3-sonnet-20240229': '2025-07-21',
  'anthropic.claude-opus-4-1-20250805': '2027-01-08',
  'anthropic.claude-opus-4-20250514': '2026-05-31',
  'anthropic.claude-sonnet-4-20250514': '2026-10-14',
  'anthropic.claude-sonnet-4-5-20250929': '2027-04-08',
  'cohere.command-r-': '2026-08-19',
  'meta.llama3-1-405b-instruct-v1': '2026-07-07',
  'meta.llama3-2-': '2026-07-07',
  'twelvelabs.marengo-embed-2-7-v1': '2026-11-30',
};
