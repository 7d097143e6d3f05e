import { PAGES } from './pages.ts';
import type { Source } from './source.ts';

/**
 * Flows created after this day invoke functions and call bots as their service role, and render
 * prompts. Older ones invoke and call as Amazon Bedrock itself, and get prompts. AWS's page does
 * not say to which of the two a flow of the day itself belongs.
 */
export const ROLE_CALLS: { readonly since: string; readonly source: Source } = {
  since: '2024-11-22',
  source: PAGES.role,
};
