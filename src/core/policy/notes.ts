import { AGENTS_CLOSED_SINCE, AGENTS_SOURCE } from '../data/agents.ts';
import { FLOW_REGIONS, FLOW_REGIONS_SOURCE } from '../data/flow-regions.ts';
import { GEOGRAPHIES_SOURCE } from '../data/geographies.ts';
import { PROVIDERS, PROVIDERS_SOURCE } from '../data/providers.ts';
import type { Flow } from '../flow/flow.ts';
import {
  NOTE_TOPICS,
  type NoteTopic,
  type Purpose,
  type RoleNeed,
  type RoleNote,
  type Warning,
} from '../flow/need.ts';
import { geographyOf, isOfElsewhere } from '../needs/models/geography.ts';
import { groupBy } from './merge.ts';
import { modelNote } from './model-notes.ts';
import { modelIdIn, profileIdIn } from './resource-ids.ts';

/** What notes are worked out from. */
export interface NoteFacts {
  readonly flows: readonly Flow[];
  readonly needs: readonly RoleNeed[];
  /** The Region of the flow, where it is known. */
  readonly region: string | undefined;
}

/** A note as its rule says it; the need behind it gives the rest. */
interface Remark {
  readonly topic: NoteTopic;
  readonly text: string;
  readonly documentation: string;
}

/** The matters beside a role's policies that decide whether its flows work, each once. */
export function notesOf(facts: NoteFacts): readonly RoleNote[] {
  const remarks = facts.needs.flatMap((need) =>
    remarksOn(need, facts.region).map((remark) => ({ need, remark })),
  );
  const groups = groupBy(remarks, ({ remark: { topic, text } }) => `${topic} ${text}`);
  const ofNeeds = [...groups.values()].flatMap((members): readonly RoleNote[] => {
    const [first] = members;
    const actions = members.flatMap(({ need }) => need.actions);
    const action = actions.find((name) => !/:Get/.test(name));
    return first === undefined
      ? []
      : [
          {
            kind: 'note',
            ...first.remark,
            ...(action !== undefined && { action }),
            resource: first.need.resource,
            place: first.need.reason.place,
            reasons: distinctPlaces(members.map(({ need }) => need.reason)),
          },
        ];
  });
  return [...regionNotes(facts), ...ofNeeds].sort(
    (one, other) => NOTE_TOPICS.indexOf(one.topic) - NOTE_TOPICS.indexOf(other.topic),
  );
}

/** The notes of several roles, as warnings: the same matter once. */
export function noteWarnings(
  plans: readonly { readonly notes: readonly RoleNote[] }[],
): readonly Warning[] {
  const notes = plans.flatMap(({ notes: own }) => own);
  const byText = new Map([...notes].reverse().map((note) => [note.text, note]));
  return [...byText.values()]
    .reverse()
    .map(({ text, place }) => ({ kind: 'warning', text, place }));
}

function remarksOn(need: RoleNeed, region: string | undefined): readonly Remark[] {
  const remarks = [
    profileElsewhere(need, region),
    modelNote(modelIdIn(need)),
    customModel(need),
    subscription(modelIdIn(need)),
    agents(need),
    controlPolicies(need),
  ];
  return remarks.flatMap((remark) => remark ?? []);
}

/** Flows of one Region: others are planned as other roles, or contradict each other already. */
function regionNotes({ flows, region }: NoteFacts): readonly RoleNote[] {
  const [flow] = flows;
  const isListed = region === undefined || (FLOW_REGIONS as readonly string[]).includes(region);
  return isListed || flow === undefined
    ? []
    : [
        {
          kind: 'note',
          topic: 'region-without-flows',
          text: `Amazon Bedrock Flows is not available in ${region}, according to AWS's list of ${FLOW_REGIONS_SOURCE.read}.`,
          place: flow.place,
          reasons: [],
          documentation: FLOW_REGIONS_SOURCE.page,
        },
      ];
}

/** A cross-Region profile can be called from its own part of the world only. */
function profileElsewhere(need: RoleNeed, region: string | undefined): Remark | undefined {
  const id = profileIdIn(need);
  return id === undefined || region === undefined || !isOfElsewhere(id, region)
    ? undefined
    : {
        topic: 'geography-of-profile',
        text: `The inference profile ${id} cannot be called from ${region}: "${geographyOf(id)}." profiles belong to another part of the world. Use a profile of ${region}, or a global one.`,
        documentation: GEOGRAPHIES_SOURCE.page,
      };
}

function customModel({ purpose }: RoleNeed): Remark | undefined {
  return purpose !== 'InvokeCustomModels'
    ? undefined
    : {
        topic: 'custom-model-by-arn',
        text: 'A custom model cannot be invoked by its own ARN: IAM has no bedrock:InvokeModel on custom-model ARNs. Use the ARN of its Provisioned Throughput or of its custom model deployment.',
        documentation:
          'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html',
      };
}

/** Somebody must subscribe once; a role that could do so itself would hold more than a flow needs. */
function subscription(modelId: string | undefined): Remark | undefined {
  const [key = ''] = modelId?.split('.') ?? [];
  const provider = Object.hasOwn(PROVIDERS, key) ? PROVIDERS[key] : undefined;
  return provider?.marketplace !== true
    ? undefined
    : {
        topic: 'marketplace-subscription',
        text: `${provider.name} models need a subscription in AWS Marketplace, once per account${provider.useCaseForm ? `, and ${provider.name}'s use case form` : ''}. Somebody with aws-marketplace:Subscribe does this at first use; the role does not need that permission.`,
        documentation: PROVIDERS_SOURCE.page,
      };
}

function agents({ purpose }: RoleNeed): Remark | undefined {
  return purpose !== 'InvokeAgents'
    ? undefined
    : {
        topic: 'agents-closed',
        text: `Amazon Bedrock Agents is closed to new accounts since ${AGENTS_CLOSED_SINCE}. Existing agents keep working, also in Agent nodes.`,
        documentation: AGENTS_SOURCE.page,
      };
}

const THROUGH_PROFILES: readonly Purpose[] = [
  'InvokeInferenceProfiles',
  'InvokeGlobalInferenceProfiles',
  'InvokeModelsOfProfile',
];

function controlPolicies({ purpose }: RoleNeed): Remark | undefined {
  return !THROUGH_PROFILES.includes(purpose)
    ? undefined
    : {
        topic: 'service-control-policies',
        text: 'Calls through cross-Region inference profiles also fail where a service control policy (SCP) denies one of their Regions. SCPs are not evaluated.',
        documentation:
          'https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html',
      };
}

function distinctPlaces(reasons: RoleNote['reasons']): RoleNote['reasons'] {
  const byPlace = new Map(
    reasons.map((reason) => [`${reason.flow} ${reason.node} ${reason.field}`, reason]),
  );
  return [...byPlace.values()];
}
