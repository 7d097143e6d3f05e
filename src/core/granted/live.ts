import { readJson } from '../document/json.ts';
import type { SourceFile } from '../file.ts';
import { template } from '../template/template.ts';
import { readPolicyDocument } from './document.ts';
import type { Granted, GrantedPolicy, ResourceService } from './granted.ts';

/** A role as it is in AWS; documents are texts as IAM keeps them. */
export interface LiveRole {
  readonly name: string;
  readonly arn: string;
  readonly trust: string;
  readonly inline: readonly { readonly name: string; readonly text: string }[];
  readonly attached: readonly AttachedPolicy[];
  /** The policy that bounds what the role may do. */
  readonly boundary?: AttachedPolicy;
}

/** A managed policy that is attached to a role. */
export interface AttachedPolicy {
  readonly arn: string;
  /** The document of its default version. */
  readonly text: string;
  /** How many users, groups and roles it is attached to. */
  readonly attachments: number;
}

/** The policy that a function, a bot alias or a key has in AWS. */
export interface LiveResourcePolicy {
  readonly service: ResourceService;
  readonly resource: string;
  readonly text: string;
}

/** What a document in AWS belongs to. */
export type LiveHome =
  | { readonly kind: 'trust'; readonly role: string }
  | { readonly kind: 'inline'; readonly role: string; readonly policy: string }
  | {
      /** A policy of AWS's own cannot be changed, and a boundary is kept by somebody else. */
      readonly kind: 'managed' | 'aws-managed' | 'boundary';
      readonly arn: string;
      readonly attachments: number;
    }
  | { readonly kind: 'resource'; readonly service: ResourceService; readonly resource: string };

/** A document in AWS under a path that findings name, such as `aws:role/NAME/policy/POLICY.json`. */
export interface LiveDocument extends SourceFile {
  readonly home: LiveHome;
}

/** What a role in AWS grants, and the documents that say so. */
export interface LivePolicies {
  readonly granted: Granted;
  readonly documents: readonly LiveDocument[];
}

/**
 * Reads the documents of a role and of resources that its flows use.
 *
 * @throws InputError for a document that is no JSON, which AWS would not have taken.
 */
export function livePolicies(
  role: LiveRole,
  resources: readonly LiveResourcePolicy[] = [],
): LivePolicies {
  const documents = [...roleDocuments(role), ...resources.map(resourceDocument)];
  return { granted: grantedInDocuments(documents), documents };
}

/**
 * What documents of a role grant, as they are or as they should be.
 *
 * @throws InputError for a document that is no JSON.
 */
export function grantedInDocuments(documents: readonly LiveDocument[]): Granted {
  const read = documents.map(readDocument);
  return {
    policies: read.map(({ policy }) => policy),
    notes: read.flatMap(({ notes }) => notes),
    canonical: (value) => value,
  };
}

/** Documents with changes made to them, and with new inline policies of the role. */
export function changedDocuments(
  role: string,
  documents: readonly LiveDocument[],
  changes: readonly { readonly path: string; readonly after: string }[],
): readonly LiveDocument[] {
  const texts = new Map(changes.map(({ path, after }) => [path, after]));
  const known = new Set(documents.map(({ path }) => path));
  const start = `aws:role/${role}/policy/`;
  return [
    ...documents.map((document) => ({
      ...document,
      text: texts.get(document.path) ?? document.text,
    })),
    ...changes
      .filter(({ path }) => path.startsWith(start) && !known.has(path))
      .map(({ path, after }) =>
        inlineDocument(role, path.slice(start.length).replace(/\.json$/, ''), after),
      ),
  ];
}

/** Whether a path in a comparison with AWS is that of a document there. */
export function isLivePath(path: string): boolean {
  return path.startsWith('aws:');
}

/** The account that an ARN belongs to. */
export function accountOfArn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function roleDocuments({
  name: role,
  trust,
  inline,
  attached,
  boundary,
}: LiveRole): LiveDocument[] {
  return [
    documentAt(`aws:role/${role}/trust-policy.json`, trust, { kind: 'trust', role }),
    ...inline.map(({ name, text }) => inlineDocument(role, name, text)),
    ...attached.map((policy) =>
      managedDocument(policy, accountOfArn(policy.arn) === 'aws' ? 'aws-managed' : 'managed'),
    ),
    ...(boundary === undefined ? [] : [managedDocument(boundary, 'boundary')]),
  ];
}

function managedDocument(
  { arn, text, attachments }: AttachedPolicy,
  kind: 'managed' | 'aws-managed' | 'boundary',
): LiveDocument {
  const name = arn.slice(arn.indexOf(':policy/') + ':policy/'.length);
  const folder = kind === 'boundary' ? 'boundary' : 'policy';
  const path = `aws:${folder}/${accountOfArn(arn)}/${name}.json`;
  return documentAt(path, text, { kind, arn, attachments });
}

/** A policy that stands in a role itself. */
export function inlineDocument(role: string, policy: string, text: string): LiveDocument {
  return documentAt(`aws:role/${role}/policy/${policy}.json`, text, {
    kind: 'inline',
    role,
    policy,
  });
}

function resourceDocument({ service, resource, text }: LiveResourcePolicy): LiveDocument {
  const [, , , region, , ...name] = resource.split(':');
  const path = `aws:${service}/${region}/${name.join(':')}.json`;
  return documentAt(path, text, { kind: 'resource', service, resource });
}

/** Documents keep the lines that people gave them; those in one line get lines that can be named. */
function documentAt(path: string, text: string, home: LiveHome): LiveDocument {
  return { path, text: text.trim().includes('\n') ? text : withLines(text), home };
}

function withLines(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
  } catch {
    // The reader says what is wrong, and where.
    return text;
  }
}

function readDocument({ path, text, home }: LiveDocument) {
  const document = readJson(path, text);
  const { statements, notes } = readPolicyDocument(document);
  const policy: GrantedPolicy = {
    subject: subjectOf(home),
    name: nameOf(home),
    place: document.place,
    statements,
    ...(home.kind === 'resource' && { resource: template(home.resource) }),
    form: home.kind === 'aws-managed' ? 'aws-managed' : 'document',
  };
  return { policy, notes };
}

function subjectOf(home: LiveHome): GrantedPolicy['subject'] {
  switch (home.kind) {
    case 'trust':
      return 'trust';
    case 'inline':
    case 'managed':
    case 'aws-managed':
      return 'identity';
    case 'boundary':
      return 'boundary';
    case 'resource':
      return home.service;
  }
}

function nameOf(home: LiveHome): string {
  switch (home.kind) {
    case 'trust':
      return home.role;
    case 'inline':
      return home.policy;
    case 'managed':
    case 'aws-managed':
    case 'boundary':
      return home.arn.slice(home.arn.lastIndexOf('/') + 1);
    case 'resource':
      return home.resource;
  }
}
