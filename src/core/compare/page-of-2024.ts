/** A part of a policy that has no effect, or that today's flows do not use. */
export interface WrittenPart {
  readonly kind: 'action' | 'resource' | 'condition-key' | 'condition-value';
  readonly text: string;
}

/**
 * What AWS's page on the service role of flows had in the middle of 2024 and has no more: roles with
 * it were written after that page, whose mistakes are not their authors'.
 */
const PARTS: Readonly<Record<WrittenPart['kind'], RegExp>> = {
  /** On the ARN of a knowledge base; and instead of bedrock:RenderPrompt. */
  action: /^bedrock:(?:RetrieveAndGenerate|GetPrompt)$/i,
  /** The alias without its agent. */
  resource: /(?:^|:)agent-alias\/[^/*]+$/,
  'condition-key': /^kms:EncryptionContext$/i,
  'condition-value': /:flows\/[^/]*$/,
};

/** A sentence for whoever wonders where a part comes from, with a blank before it; else nothing. */
export function pageOf2024(...parts: readonly WrittenPart[]): string {
  return parts.some(({ kind, text }) => PARTS[kind].test(text))
    ? " The role was written after AWS's page of 2024, which AWS has corrected since."
    : '';
}
