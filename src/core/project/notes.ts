import type { ComparedRole } from '../compare/compare.ts';
import type { Finding } from '../compare/finding.ts';
import type { FindingKind } from '../compare/finding-kinds.ts';
import type { Rule } from '../compare/rules/rule.ts';
import { NOTE_TOPICS, type NoteTopic, type RoleNote } from '../flow/need.ts';
import { ROLE_PAGE } from '../needs/nodes/kind.ts';
import { display } from '../template/template.ts';

interface TopicRow {
  readonly kind: FindingKind;
  /** What reports call it. */
  readonly title: string;
}

const TOPICS: Readonly<Record<NoteTopic, TopicRow>> = {
  'geography-of-profile': {
    kind: 'failing',
    title: 'The inference profile cannot be called from the Region of the flow',
  },
  'region-without-flows': {
    kind: 'note',
    title: 'Amazon Bedrock Flows is not available in the Region',
  },
  'model-end-of-life': { kind: 'note', title: 'The model has an end of life' },
  'unknown-model': { kind: 'note', title: 'The model ID is not known' },
  'custom-model-by-arn': { kind: 'note', title: 'A custom model cannot be invoked by its own ARN' },
  'marketplace-subscription': {
    kind: 'note',
    title: 'The model needs a subscription in AWS Marketplace',
  },
  'agents-closed': { kind: 'note', title: 'Amazon Bedrock Agents is closed to new accounts' },
  'service-control-policies': { kind: 'note', title: 'Service control policies are not evaluated' },
};

/** What reports say of each topic, beside the rules that compare. */
export const NOTE_RULES: readonly Omit<Rule, 'find'>[] = NOTE_TOPICS.map((topic) => ({
  id: topic,
  ...TOPICS[topic],
  help: `${TOPICS[topic].title}. The policies of the role are not the cause and cannot change it.`,
  documentation: ROLE_PAGE,
}));

/** Adds what matters beside the policies of a role to its findings. */
export function withNotes<Role extends ComparedRole>(role: Role): Role {
  const notes = role.role.plan.notes.map((note) => noteFinding(note, role));
  return notes.length === 0 ? role : { ...role, findings: [...role.findings, ...notes] };
}

function noteFinding(note: RoleNote, { role: { plan } }: ComparedRole): Finding {
  const { topic, action = '*', resource, place, reasons, text, documentation } = note;
  const [reason] = reasons;
  const { kind } = TOPICS[topic];
  return {
    kind,
    ...(kind === 'note' && { isGeneral: true }),
    rule: topic,
    subject: 'identity',
    action,
    resource: resource === undefined ? '*' : display(resource),
    flow: reason?.flow ?? plan.flows.map(({ name }) => name).join(', '),
    ...(reason?.node !== undefined && { node: reason.node }),
    place,
    reasons,
    why: text,
    documentation,
  };
}
