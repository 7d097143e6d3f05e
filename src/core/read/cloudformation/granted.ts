import { ownArn } from '../../arn/arn.ts';
import { get, stringTemplate, type Value } from '../../document/value.ts';
import { itemsIn } from '../../document/ways.ts';
import { awsManagedName, awsManagedPolicy } from '../../granted/aws-managed.ts';
import { placedTexts, readPolicyDocument, unfollowed } from '../../granted/document.ts';
import type { Granted, GrantedNote, GrantedPolicy } from '../../granted/granted.ts';
import {
  display,
  literal,
  type PlacedTemplate,
  soleReference,
  type Template,
  template,
  templateKey,
} from '../../template/template.ts';
import { canonicalIn } from './canonical.ts';
import type { Stack, StackResource } from './stack.ts';

/**
 * What a template grants to the role that a flow names, and what functions, bot aliases and keys
 * of the template let in.
 */
export function grantedInStack(stack: Stack, roles: readonly PlacedTemplate[]): Granted {
  const [found] = roles.flatMap(({ template: role }) => roleIn(stack, role) ?? []);
  return grantedTo(found, stack);
}

/** The same for a role of the template; undefined for one that stands elsewhere. */
export function grantedTo(found: StackResource | undefined, stack: Stack): Granted {
  const policies: GrantedPolicy[] = [];
  const notes: GrantedNote[] = [];
  const add = (policy: Omit<GrantedPolicy, 'statements' | 'place'>, document: Value) => {
    const read = readPolicyDocument(document);
    policies.push({ ...policy, place: document.place, statements: read.statements });
    notes.push(...read.notes.map((note) => ({ ...note, subject: policy.subject })));
  };
  for (const resource of stack.resources.values()) {
    addResourcePolicy(resource, stack, policies, add);
  }
  if (found === undefined) {
    return { policies, notes, canonical: canonicalIn(stack) };
  }
  const properties = stack.properties(found.logicalId);
  const trust = get(properties, 'AssumeRolePolicyDocument');
  if (trust !== undefined) {
    add({ subject: 'trust', name: found.logicalId, form: 'document' }, trust);
  }
  const inline = get(properties, 'Policies');
  for (const item of inline === undefined ? [] : (itemsIn(inline) ?? [inline])) {
    const document = get(item, 'PolicyDocument');
    if (document === undefined) {
      notes.push(unfollowed(`A policy of ${found.logicalId}`, item.place));
    } else {
      const name = display(stringTemplate(get(item, 'PolicyName')) ?? []) || found.logicalId;
      add({ subject: 'identity', name, form: 'document' }, document);
    }
  }
  const arns = placedTexts(get(properties, 'ManagedPolicyArns'));
  for (const arn of arns) {
    addManagedPolicy(arn, stack, policies, notes);
  }
  const attachedTypes = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];
  const followed = new Set(arns.flatMap(({ template }) => logicalIdOf(template) ?? []));
  for (const { logicalId, type } of stack.resources.values()) {
    const own = stack.properties(logicalId);
    const document = get(own, 'PolicyDocument');
    const attached =
      attachedTypes.includes(type) &&
      (followed.has(logicalId) ||
        [...placedTexts(get(own, 'Roles')), ...placedTexts(get(own, 'RoleName'))].some((name) =>
          isRole(name.template, found, stack),
        ));
    if (attached && document !== undefined) {
      add({ subject: 'identity', name: logicalId, form: 'document' }, document);
    }
  }
  return { policies, notes, role: found.value.place, canonical: canonicalIn(stack) };
}

function addManagedPolicy(
  arn: PlacedTemplate,
  stack: Stack,
  policies: GrantedPolicy[],
  notes: GrantedNote[],
): void {
  const name = awsManagedName(arn);
  const known = name === undefined ? undefined : awsManagedPolicy(name, arn);
  const logicalId = logicalIdOf(arn.template);
  if (known !== undefined) {
    policies.push(known);
  } else if (logicalId === undefined || !stack.resources.has(logicalId)) {
    notes.push({
      text: `What the managed policy ${display(arn.template)} grants is not known here. Save it with "aws iam get-policy-version" and give it with --policy.`,
      place: arn.place,
      subject: 'identity',
    });
  }
}

/** The role in the template that a value names: by reference, or by the name at the end of its ARN. */
function roleIn(stack: Stack, value: Template | undefined): StackResource | undefined {
  const logicalId = value === undefined ? undefined : logicalIdOf(value);
  const referred = logicalId === undefined ? undefined : stack.resources.get(logicalId);
  if (referred?.type === 'AWS::IAM::Role') {
    return referred;
  }
  const name = value && roleNameIn(value);
  return name === undefined
    ? undefined
    : [...stack.resources.values()].find(
        (resource) =>
          resource.type === 'AWS::IAM::Role' && roleName(resource, stack) === templateKey(name),
      );
}

/** What follows the last `/` of an ARN. */
function roleNameIn(value: Template): Template {
  const at = value.findLastIndex(
    (segment) => segment.kind === 'text' && segment.text.includes('/'),
  );
  const segment = value[at];
  return segment?.kind === 'text'
    ? template(segment.text.slice(segment.text.lastIndexOf('/') + 1), value.slice(at + 1))
    : value;
}

/** The name that the template gives a role, however it is put together; undefined for none. */
function roleName({ logicalId }: StackResource, stack: Stack): string | undefined {
  const name = stringTemplate(get(stack.properties(logicalId), 'RoleName'));
  return name === undefined ? undefined : templateKey(name);
}

function isRole(value: Template, role: StackResource, stack: Stack): boolean {
  return logicalIdOf(value) === role.logicalId || templateKey(value) === roleName(role, stack);
}

/** The resource that a value refers to, alone or at the end of an ARN. */
function logicalIdOf(value: Template): string | undefined {
  const last = value.at(-1);
  const reference = soleReference(last === undefined ? [] : [last]);
  if (reference?.kind !== 'cloudformation') {
    return undefined;
  }
  const { intrinsic } = reference;
  switch (intrinsic.fn) {
    case 'Ref':
      return intrinsic.target;
    case 'GetAtt':
      return intrinsic.resource;
    case 'other':
      return undefined;
  }
}

/** The policies of functions, bot aliases and keys. */
function addResourcePolicy(
  { logicalId, type, value }: StackResource,
  stack: Stack,
  policies: GrantedPolicy[],
  add: (policy: Omit<GrantedPolicy, 'statements' | 'place'>, document: Value) => void,
): void {
  const properties = stack.properties(logicalId);
  const resource = (name: string) => stringTemplate(get(properties, name));
  switch (type) {
    case 'AWS::Lambda::Permission':
      policies.push(permission(logicalId, properties ?? value));
      break;
    case 'AWS::Lex::ResourcePolicy': {
      const arn = resource('ResourceArn');
      const document = get(properties, 'Policy');
      if (document !== undefined) {
        add(
          { subject: 'lex', name: logicalId, form: 'document', ...(arn && { resource: arn }) },
          document,
        );
      }
      break;
    }
    case 'AWS::KMS::Key': {
      const document = get(properties, 'KeyPolicy');
      if (document !== undefined) {
        const arn = keyArn(logicalId);
        add({ subject: 'kms', name: logicalId, form: 'document', resource: arn }, document);
      }
      break;
    }
  }
}

function keyArn(logicalId: string): Template {
  return ownArn('kms', 'key/', {
    kind: 'cloudformation',
    intrinsic: { fn: 'Ref', target: logicalId },
  });
}

/** AWS::Lambda::Permission is one statement of the function's policy in properties of its own. */
function permission(logicalId: string, properties: Value): GrantedPolicy {
  const texts = (name: string) => placedTexts(get(properties, name));
  const [functionName] = texts('FunctionName');
  const principals = texts('Principal').map((principal) => ({
    type: (literal(principal.template) ?? '').endsWith('.amazonaws.com') ? 'Service' : 'AWS',
    ...principal,
  }));
  const conditions = [
    ...texts('SourceAccount').map((value) => ({
      operator: 'StringEquals',
      key: 'aws:SourceAccount',
      values: [value],
      place: value.place,
    })),
    ...texts('SourceArn').map((value) => ({
      operator: 'ArnLike',
      key: 'aws:SourceArn',
      values: [value],
      place: value.place,
    })),
  ];
  return {
    subject: 'lambda',
    name: logicalId,
    place: properties.place,
    ...(functionName && { resource: functionArn(functionName.template) }),
    form: 'permission',
    statements: [
      {
        effect: 'Allow',
        sid: logicalId,
        place: properties.place,
        principals,
        actions: texts('Action'),
        notActions: false,
        resources: functionName
          ? [{ template: functionArn(functionName.template), place: functionName.place }]
          : [],
        notResources: false,
        conditions,
      },
    ],
  };
}

/** A permission names its function by ARN, by name, or by a reference to either. */
function functionArn(value: Template): Template {
  const reference = soleReference(value);
  const isName =
    reference?.kind === 'cloudformation'
      ? reference.intrinsic.fn === 'Ref' && reference.likeness?.text.startsWith('arn:') !== true
      : literal(value)?.startsWith('arn:') === false;
  return isName ? ownArn('lambda', 'function:', value) : value;
}
