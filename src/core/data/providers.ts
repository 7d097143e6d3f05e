import type { PageSource } from './source.ts';

export const PROVIDERS_SOURCE: PageSource = {
  title: 'Model providers and AWS Marketplace',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html',
  read: '2026-11-25',
};

interface Provider {
  /** Whether an account must subscribe in AWS Marketplace once before the first call. */
  readonly marketplace: boolean;
}

/** Whose models there are: model ids begin with one of these. */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  ai21: { marketplace: true },
  amazon: { marketplace: false },
  anthropic: { marketplace: true },
  cohere: { marketplace: true },
  deepseek: { marketplace: false },
  google: { marketplace: true },
  luma: { marketplace: true },
  meta: { marketplace: false },
  minimax: { marketplace: true },
  mistral: { marketplace: false },
  moonshot: { marketplace: true },
  moonshotai: { marketplace: true },
  nvidia: { marketplace: true },
  openai: { marketplace: true },
  qwen: { marketplace: false },
  stability: { marketplace: true },
  twelvelabs: { marketplace: true },
  writer: { marketplace: true },
  xai: { marketplace: true },
  zai: { marketplace: true },
};
