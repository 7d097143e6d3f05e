import type { Option } from '../screen.ts';

/**
 * Model and profile ids that people often use, as suggestions; any other may be typed. A test says
 * when one of them ends.
 */
export const MODELS: readonly Option[] = [
  ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'global profile'],
  ['global.anthropic.claude-sonnet-5-5', 'global profile'],
  ['us.anthropic.claude-sonnet-5-5', 'profile of the US'],
  ['eu.anthropic.claude-sonnet-5-5', 'profile of the EU'],
  ['us.amazon.nova-pro-v1:0', 'profile of the US'],
  ['us.amazon.nova-lite-v1:0', 'profile of the US'],
  ['eu.amazon.nova-lite-v1:0', 'profile of the EU'],
  ['apac.amazon.nova-lite-v1:0', 'profile of Asia-Pacific'],
  ['amazon.nova-pro-v1:0', 'model in one Region'],
  ['amazon.nova-lite-v1:0', 'model in one Region'],
  ['amazon.nova-micro-v1:0', 'model in one Region'],
  ['mistral.pixtral-large-2502-v1:0', 'model in one Region'],
].map(([value = '', detail = '']) => ({ value, label: value, detail }));
