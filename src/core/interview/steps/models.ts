import type { Option } from '../screen.ts';

/** Model and profile ids that people often use, as suggestions; any other may be typed. */
export const MODELS: readonly Option[] = [
  ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'global profile'],
  ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'global profile'],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'profile of the US'],
  ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'profile of the EU'],
  ['us.amazon.nova-pro-v1:0', 'profile of the US'],
  ['us.amazon.nova-lite-v1:0', 'profile of the US'],
  ['eu.amazon.nova-lite-v1:0', 'profile of the EU'],
  ['apac.amazon.nova-lite-v1:0', 'profile of Asia-Pacific'],
  ['amazon.nova-pro-v1:0', 'model in one Region'],
  ['amazon.nova-lite-v1:0', 'model in one Region'],
  ['amazon.nova-micro-v1:0', 'model in one Region'],
  ['anthropic.claude-3-haiku-20240307-v1:0', 'model in one Region'],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'model in one Region'],
  ['meta.llama3-1-70b-instruct-v1:0', 'model in one Region'],
  ['mistral.mistral-large-2402-v1:0', 'model in one Region'],
].map(([value = '', detail = '']) => ({ value, label: value, detail }));
