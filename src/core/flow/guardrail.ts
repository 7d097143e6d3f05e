import { ACCOUNT, ownArn, PARTITION } from '../arn/arn.ts';
import { recognisableText } from '../model/form.ts';
import { roleNeed } from '../model/statements.ts';
import { hasOpen, isOpen, splitTemplate, type Template, template } from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { encryptionOf } from './encryption.ts';
import { type Field, foundField } from './fields.ts';
import type { Outcome } from './need.ts';

const PAGE = 'https://docs.aws.amazon.com/bedrock/latest/userguide/flows-guardrails.html';
const PROFILE_PAGE =
  'https://docs.aws.amazon.com/bedrock/latest/userguide/guardrail-profiles-permissions.html';

/** The permission to apply the guardrail that a field names by id or ARN. */
export function* applyGuardrail(context: Context, field: Field): Iterable<Outcome> {
  const resource = guardrailArn(field.value);
  yield roleNeed(context, field, {
    purpose: 'ApplyGuardrails',
    actions: ['bedrock:ApplyGuardrail'],
    resource,
    why: 'applies this guardrail to what the node reads and writes',
    documentation: PAGE,
  });
  const profile = guardrailProfile(context, {
    ...field,
    value: resource,
    label: guardrailLabel(field.label),
  });
  if (profile.kind !== 'known') {
    yield* profile.outcomes;
  } else {
    // AWS names no list of Regions that a policy could rely on; the profile's own id narrows enough.
    yield roleNeed(context, field, {
      purpose: 'ApplyGuardrails',
      actions: ['bedrock:ApplyGuardrail'],
      resource: template(
        'arn:',
        PARTITION,
        ':bedrock:*:',
        ACCOUNT,
        ':guardrail-profile/',
        profile.id,
      ),
      why: 'applies the guardrail in the Regions of its cross-Region profile',
      documentation: PROFILE_PAGE,
    });
  }
  yield* encryptionOf(context, { ...field, value: resource, label: guardrailLabel(field.label) });
}

/** An ARN's label begins with the type of the resource; an id's does not. */
function guardrailLabel(label: string): string {
  return label.startsWith('guardrail/') ? label : `guardrail/${label}`;
}

function guardrailArn(value: Template): Template {
  return isOpen(value) || recognisableText(value).startsWith('arn:')
    ? value
    : ownArn('bedrock', 'guardrail/', value);
}

type Profile =
  | { readonly kind: 'known'; readonly id: Template }
  | { readonly kind: 'unknown'; readonly outcomes: readonly Outcome[] };

function guardrailProfile(context: Context, field: Field): Profile {
  const neighbour = context.flow.neighbours(field.raw);
  if (neighbour?.guardrailProfile !== undefined) {
    const { value } = foundField(context, neighbour.guardrailProfile, 'guardrail-profile', field);
    return { kind: 'known', id: splitTemplate(value, ':guardrail-profile/', 2)[1] ?? value };
  }
  const key = `profile:${field.label}`;
  const answer = answerTo(context, key, 'guardrail-profile-or-none');
  if (answer !== undefined && answer !== 'none') {
    return { kind: 'known', id: template(answer) };
  }
  const silent = neighbour !== undefined || answer === 'none' || hasOpen(field.value);
  return {
    kind: 'unknown',
    outcomes: silent
      ? []
      : [
          {
            kind: 'assumption',
            key,
            prompt: `Which cross-Region guardrail profile (such as us.guardrail.v1:0) does ${field.label} use, if any?`,
            assumed: 'none',
            place: field.place,
            form: 'guardrail-profile-or-none',
          },
        ],
  };
}
