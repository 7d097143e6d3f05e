import { ACCOUNT, ownArn, PARTITION } from '../arn/arn.ts';
import { GUARDRAIL_GEOGRAPHIES } from '../data/guardrail-geographies.ts';
import { PAGES } from '../data/pages.ts';
import type { FlowNode } from '../flow/flow.ts';
import type { Outcome, Warning } from '../flow/need.ts';
import { idOrArn } from '../template/shape.ts';
import {
  hasOpen,
  literal,
  soleReference,
  splitTemplate,
  type Template,
  template,
} from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { type Decision, decideShape, type Shapes } from './decide.ts';
import { encryptionContextOf, encryptionOf, type KeyUse } from './encryption.ts';
import { type Field, foundField, optionalField } from './fields.ts';
import { roleNeed } from './models/statements.ts';
import { tolerated } from './tolerated.ts';

const GUARDRAIL_ID = 'the id of a guardrail';
const GUARDRAIL_SHAPES: Shapes = {
  shapeOf: (text) => idOrArn(text, GUARDRAIL_ID, 'the ARN of a guardrail'),
  why: 'A policy needs an ARN, which is built from an id.',
};

const PROFILE_ID = 'the id of a guardrail profile';
const PROFILE_SHAPES: Shapes = {
  shapeOf: (text) => idOrArn(text, PROFILE_ID, 'the ARN of a guardrail profile'),
  why: 'A policy needs an ARN, which is built from an id.',
};

/** Where a node names a guardrail, by id or ARN; undefined where it has none. */
export function guardrailField(context: Context, node: FlowNode): Field | undefined {
  return optionalField(
    context,
    node,
    ['guardrailConfiguration', 'guardrailIdentifier'],
    'guardrail',
  );
}

/** The permission to apply the guardrail that a field names by id or ARN. */
export function* applyGuardrail(context: Context, named: Field): Iterable<Outcome> {
  const decision = decideShape(context, named, GUARDRAIL_SHAPES);
  const { field } = decision;
  if (decision.kind === 'known') {
    yield* decision.warnings;
  }
  const isId = decision.kind === 'known' && decision.shape === GUARDRAIL_ID;
  const resource = isId ? ownArn('bedrock', 'guardrail/', field.value) : field.value;
  yield roleNeed(context, field, {
    purpose: 'ApplyGuardrails',
    actions: ['bedrock:ApplyGuardrail'],
    resource,
    why: 'applies this guardrail to what the node reads and writes',
    source: PAGES.guardrails,
  });
  yield tolerated(context, field, {
    purpose: 'ApplyGuardrails',
    actions: ['bedrock:GetGuardrail'],
    resource,
    why: 'reads the guardrail, which one page of AWS on inference asks for and those on flows do not',
    source: PAGES.inference,
  });
  const profile = guardrailProfile(context, {
    ...field,
    value: resource,
    label: guardrailLabel(field.label),
  });
  if (profile.kind !== 'known') {
    yield* profile.outcomes;
  } else {
    yield* profile.warnings;
    for (const region of profileRegions(context, profile.id)) {
      yield roleNeed(context, field, {
        purpose: 'ApplyGuardrails',
        actions: ['bedrock:ApplyGuardrail'],
        resource: template(
          'arn:',
          PARTITION,
          `:bedrock:${region}:`,
          ACCOUNT,
          ':guardrail-profile/',
          profile.id,
        ),
        why: 'applies the guardrail in the Regions of its cross-Region profile',
        source: PAGES.guardrailProfiles,
      });
    }
  }
  yield* encryptionOf(
    context,
    { ...field, value: resource, label: guardrailLabel(field.label) },
    USE_GUARDRAIL_KEY,
  );
}

/** AWS's own policy asks only that calls name a guardrail: what they say of it AWS does not tell. */
const USE_GUARDRAIL_KEY: KeyUse = {
  purpose: 'UseKeysOfGuardrails',
  actions: ['kms:Decrypt'],
  source: PAGES.studioPolicy,
  encryptionContext: encryptionContextOf('aws:bedrock:guardrail-id', template('*')),
};

/**
 * The Regions that a guardrail profile sends requests to: all of them, as the id of the profile
 * narrows enough, or each by name where they are to be pinned and AWS's table has them.
 */
function profileRegions(
  { pinRegions, settlement: { deployment } }: Context,
  profile: Template,
): readonly string[] {
  const [geography = ''] = (literal(profile) ?? '').split('.');
  const bySource = Object.hasOwn(GUARDRAIL_GEOGRAPHIES, geography)
    ? GUARDRAIL_GEOGRAPHIES[geography]
    : undefined;
  const region = deployment.region ?? '';
  return (pinRegions && Object.hasOwn(bySource ?? {}, region) && bySource?.[region]) || ['*'];
}

/** An ARN's label begins with the type of the resource; an id's does not. */
function guardrailLabel(label: string): string {
  return label.startsWith('guardrail/') ? label : `guardrail/${label}`;
}

type Profile =
  | { readonly kind: 'known'; readonly id: Template; readonly warnings: readonly Warning[] }
  | { readonly kind: 'unknown'; readonly outcomes: readonly Outcome[] };

function guardrailProfile(context: Context, field: Field): Profile {
  const neighbour = context.flow.neighbours(field.raw);
  if (neighbour?.guardrailProfile !== undefined) {
    const found = foundField(context, neighbour.guardrailProfile, 'guardrail-profile', field);
    const decision = decideShape(context, found, PROFILE_SHAPES);
    return {
      kind: 'known',
      id: profileId(decision),
      warnings: decision.kind === 'known' ? decision.warnings : [],
    };
  }
  const key = `profile:${field.label}`;
  const answer = answerTo(context, key, 'guardrail-profile-or-none');
  if (answer !== undefined && answer !== 'none') {
    return { kind: 'known', id: template(answer), warnings: [] };
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

const PROFILE_RESOURCE = ':guardrail-profile/';

/** The id of a guardrail profile, also where its ARN is known by reference only. */
function profileId(decision: Decision): Template {
  const { value } = decision.field;
  const reference = soleReference(value);
  const isArn = decision.kind === 'known' && decision.shape !== PROFILE_ID;
  return isArn && reference !== undefined
    ? template({ kind: 'after', mark: PROFILE_RESOURCE, reference })
    : (splitTemplate(value, PROFILE_RESOURCE, 2)[1] ?? value);
}
