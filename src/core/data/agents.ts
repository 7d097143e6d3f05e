import type { PageSource } from './source.ts';

export const AGENTS_SOURCE: PageSource = {
  title: 'Amazon Bedrock Agents for new accounts',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-classic-maintenance-mode.html',
  read: '2026-11-25',
};

/** Since this day, accounts that have not used Amazon Bedrock Agents before cannot create any. */
export const AGENTS_CLOSED_SINCE = '2026-07-30';
