import { parseArn } from '../arn/arn.ts';
import { PROVIDERS } from '../data/providers.ts';
import { geographyOf } from '../needs/models/geography.ts';
import { knownHead } from '../template/shape.ts';
import { literal, type Template, UNKNOWN } from '../template/template.ts';

/**
 * What is wrong with the id in an ARN that can never be one of its kind, with the form that would
 * be right; undefined where nothing is known against it.
 */
export function idFault(value: Template): string | undefined {
  const arn = parseArn(value);
  if (arn === undefined || literal(arn.service) !== 'bedrock') {
    return undefined;
  }
  const [, type = '', id = ''] = /^([a-z-]+)\/(.*)$/s.exec(textOf(arn.resource)) ?? [];
  const head = knownHead(id.replaceAll('*', UNKNOWN));
  const rest = head === id ? '' : UNKNOWN;
  switch (type) {
    case 'foundation-model':
      return head.startsWith('arn:')
        ? 'An ARN cannot stand in an ARN: name the resource by that ARN alone.'
        : geographyOf(head + rest) === undefined
          ? undefined
          : 'The id is that of an inference profile, whose ARN is arn:PARTITION:bedrock:REGION:ACCOUNT:inference-profile/ID.';
    case 'inference-profile':
      return Object.hasOwn(PROVIDERS, head.split('.')[0] ?? '') && head.includes('.')
        ? 'The id is that of a foundation model, whose ARN is arn:PARTITION:bedrock:REGION::foundation-model/ID.'
        : undefined;
    default:
      return head.startsWith('arn:') && type !== ''
        ? 'An ARN cannot stand in an ARN: name the resource by that ARN alone.'
        : undefined;
  }
}

/** What is certain of a value: a reference is a text of its form only where it has no other. */
function textOf(value: Template): string {
  return value
    .map((segment) => {
      if (segment.kind === 'text') {
        return segment.text;
      }
      const likeness =
        segment.kind === 'reference' && segment.reference.kind !== 'deployment'
          ? segment.reference.likeness
          : undefined;
      return likeness?.of === 'type' ? likeness.text : UNKNOWN;
    })
    .join('');
}
