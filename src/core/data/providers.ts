import type { PageSource } from './source.ts';

export const PROVIDERS_SOURCE: PageSource = {
  title: 'Model providers and AWS Marketplace',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html',
  read: '2026-11-25',
};

interface Provider {
  /** As people write it. */
  readonly name: string;
  /** Whether an account must subscribe in AWS Marketplace once before the first call. */
  readonly marketplace: boolean;
  /** Whether the account must also hand in a form that says what the models are used for. */
  readonly useCaseForm?: true;
}

/** Whose models there are: model ids begin with one of these. */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  ai21: { name: 'AI21 Labs', marketplace: true },
  amazon: { name: 'Amazon', marketplace: false },
  anthropic: { name: 'Anthropic', marketplace: true, useCaseForm: true },
  cohere: { name: 'Cohere', marketplace: true },
  deepseek: { name: 'DeepSeek', marketplace: false },
  google: { name: 'Google', marketplace: true },
  luma: { name: 'Luma AI', marketplace: true },
  meta: { name: 'Meta', marketplace: false },
  minimax: { name: 'MiniMax', marketplace: true },
  mistral: { name: 'Mistral AI', marketplace: false },
  moonshot: { name: 'Moonshot AI', marketplace: true },
  moonshotai: { name: 'Moonshot AI', marketplace: true },
  nvidia: { name: 'NVIDIA', marketplace: true },
  openai: { name: 'OpenAI', marketplace: true },
  qwen: { name: 'Qwen', marketplace: false },
  stability: { name: 'Stability AI', marketplace: true },
  twelvelabs: { name: 'TwelveLabs', marketplace: true },
  writer: { name: 'Writer', marketplace: true },
  xai: { name: 'xAI', marketplace: true },
  zai: { name: 'Z.AI', marketplace: true },
};
