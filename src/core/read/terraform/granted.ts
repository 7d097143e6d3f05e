import { ownArn, parseArn } from '../../arn/arn.ts';
import { awsManagedName, awsManagedPolicy } from '../../granted/aws-managed.ts';
import { readPolicyDocument, unfollowed } from '../../granted/document.ts';
import type { Granted, GrantedNote, GrantedPolicy, PolicySubject } from '../../granted/granted.ts';
import {
  display,
  literal,
  type PlacedTemplate,
  soleReference,
  type Template,
} from '../../template/template.ts';
import type { HclBody, HclExpression } from '../hcl/syntax.ts';
import { madeBlocks } from './blocks.ts';
import { canonicalIn } from './canonical.ts';
import { evaluate } from './evaluate.ts';
import { follow, instancesOf, waysOf } from './follow.ts';
import { itemsOf } from './lists.ts';
import { addressOf, stepsOf, type TerraformModule, type TerraformResource } from './module.ts';
import { placedTexts, policyDocumentOf, readPolicyBlocks } from './policy-document.ts';
import { policyValue } from './policy-value.ts';

/** What is collected of a role while its module is read. */
interface Collected {
  readonly module: TerraformModule;
  readonly policies: GrantedPolicy[];
  readonly notes: GrantedNote[];
}

/**
 * What a module grants to the role that a flow refers to, and what functions and keys of the module
 * let in.
 */
export function grantedInModule(module: TerraformModule, role: string | undefined): Granted {
  const collected: Collected = { module, policies: [], notes: [] };
  const own = role === undefined ? undefined : addressOf(module, stepsOf(role))?.resource;
  if (own !== undefined) {
    addRole(own, collected);
  }
  for (const block of module.resources.values()) {
    for (const resource of instancesOf(module, block)) {
      if (own !== undefined) {
        addAttached(resource, own, collected);
      }
      addResourcePolicy(resource, collected);
    }
  }
  const { policies, notes } = collected;
  const canonical = canonicalIn(module);
  if (own === undefined || !/(?:^|\.)data\./.test(own.address)) {
    return { policies, notes, ...(own && { role: own.place }), canonical };
  }
  if (policies.some(({ subject }) => subject === 'identity')) {
    notes.push({
      text: `The role ${own.address} is made elsewhere and only looked up here: it may have more than the policies that this module attaches to it.`,
      place: own.place,
      subject: 'identity',
    });
  }
  return { policies, notes, canonical };
}

function addRole({ address, body }: TerraformResource, collected: Collected): void {
  addDocument(
    collected,
    { subject: 'trust', name: address },
    argument(body, 'assume_role_policy') ?? argument(body, 'assume_role_policy_document'),
  );
  for (const block of madeBlocks(collected.module, body)) {
    if (block.type === 'inline_policy') {
      addDocument(
        collected,
        { subject: 'identity', name: address },
        argument(block.body, 'policy'),
      );
    }
  }
  const list = argument(body, 'policies');
  for (const item of itemsOf(list, collected.module)) {
    const policy = follow(collected.module, item);
    const document =
      policy?.kind === 'object'
        ? policy.entries.find(({ key }) => key === 'policy_document')?.value
        : undefined;
    addDocument(collected, { subject: 'identity', name: address }, document ?? item);
  }
  for (const arn of placedTexts(argument(body, 'managed_policy_arns'), collected.module)) {
    addManaged(arn, collected);
  }
}

/** Policies that are resources of their own and name the role. */
function addAttached(
  { type, address, body }: TerraformResource,
  role: TerraformResource,
  collected: Collected,
): void {
  const names = (name: string) =>
    placedTexts(argument(body, name), collected.module).some(({ template }) =>
      isRole(template, role, collected.module),
    );
  switch (type) {
    case 'aws_iam_role_policy':
      if (names('role')) {
        addDocument(collected, { subject: 'identity', name: address }, argument(body, 'policy'));
      }
      break;
    case 'awscc_iam_role_policy':
      if (names('role_name')) {
        const document = argument(body, 'policy_document');
        addDocument(collected, { subject: 'identity', name: address }, document);
      }
      break;
    case 'aws_iam_role_policy_attachment':
    case 'aws_iam_policy_attachment':
      if (names('role') || names('roles')) {
        for (const arn of placedTexts(argument(body, 'policy_arn'), collected.module)) {
          addManaged(arn, collected);
        }
      }
      break;
    default:
      break;
  }
}

function isRole(value: Template, role: TerraformResource, module: TerraformModule): boolean {
  const [only, ...rest] = value;
  const reference = soleReference(value);
  if (reference?.kind === 'terraform') {
    const steps = stepsOf(reference.expression);
    return (
      isSame(addressOf(module, steps)?.resource.address, role.address) ||
      (reference.value !== undefined && isRole(reference.value, role, module))
    );
  }
  const name = argument(role.body, 'name');
  const known = name && evaluate(module, name);
  return (
    only?.kind === 'text' &&
    rest.length === 0 &&
    known !== undefined &&
    literal(known) === only.text
  );
}

/** Where the files do not say which of the instances of a block is meant, it may be any. */
function isSame(one: string | undefined, other: string): boolean {
  return one === other || one === baseOf(other) || (one !== undefined && baseOf(one) === other);
}

function baseOf(address: string): string {
  return address.replace(/\[.*$/s, '');
}

/** A managed policy of the module, or one of AWS's own. */
function addManaged(arn: PlacedTemplate, collected: Collected): void {
  const reference = soleReference(arn.template);
  const found =
    reference?.kind === 'terraform'
      ? addressOf(collected.module, stepsOf(reference.expression))?.resource
      : undefined;
  if (found?.type === 'aws_iam_policy') {
    addDocument(
      collected,
      { subject: 'identity', name: found.address },
      argument(found.body, 'policy'),
    );
    return;
  }
  const plain = {
    ...arn,
    template: reference?.kind === 'terraform' ? (reference.value ?? arn.template) : arn.template,
  };
  const name = awsManagedName(plain);
  const known = name === undefined ? undefined : awsManagedPolicy(name, plain);
  if (known !== undefined) {
    collected.policies.push(known);
    return;
  }
  collected.notes.push({
    text: `What the managed policy ${display(arn.template)} grants is not known here. Save it with "aws iam get-policy-version" and give it with --policy.`,
    place: arn.place,
    subject: 'identity',
  });
}

function addResourcePolicy({ type, address, body }: TerraformResource, collected: Collected): void {
  const { module } = collected;
  switch (type) {
    case 'aws_lambda_permission':
      collected.policies.push(permission(address, body, module));
      break;
    case 'aws_kms_key':
      addDocument(
        collected,
        { subject: 'kms', name: address, resource: referenceTo(`${address}.arn`) },
        argument(body, 'policy'),
      );
      break;
    case 'aws_kms_key_policy': {
      const [key] = placedTexts(argument(body, 'key_id'), module);
      addDocument(
        collected,
        { subject: 'kms', name: address, ...(key && { resource: key.template }) },
        argument(body, 'policy'),
      );
      break;
    }
    default:
      break;
  }
}

function referenceTo(expression: string): Template {
  return [{ kind: 'reference', reference: { kind: 'terraform', expression } }];
}

function addDocument(
  { module, policies, notes }: Collected,
  policy: { readonly subject: PolicySubject; readonly name: string; readonly resource?: Template },
  expression: HclExpression | undefined,
): void {
  if (expression === undefined) {
    return;
  }
  const [way, ...others] = waysOf(module, expression);
  if (way !== undefined && others.length > 0) {
    for (const each of [way, ...others]) {
      addDocument({ module, policies, notes }, policy, each);
    }
    return;
  }
  const blocks = policyDocumentOf(expression, module);
  const value = blocks === undefined ? policyValue(expression, module) : undefined;
  if (blocks === undefined && value === undefined) {
    notes.push({
      ...unfollowed(`The policy of ${policy.name}`, expression.place),
      subject: policy.subject,
    });
    return;
  }
  const read = blocks === undefined ? readPolicyDocument(value) : readPolicyBlocks(blocks, module);
  policies.push({
    ...policy,
    form: 'document',
    place: blocks?.place ?? value?.place ?? expression.place,
    statements: read.statements,
  });
  notes.push(...read.notes.map((note) => ({ ...note, subject: policy.subject })));
}

/** aws_lambda_permission is one statement of the function's policy in arguments of its own. */
function permission(address: string, body: HclBody, module: TerraformModule): GrantedPolicy {
  const texts = (name: string) => placedTexts(argument(body, name), module);
  const [target] = texts('function_name');
  const [qualifier] = texts('qualifier');
  const resource = target && functionArn(target.template, qualifier?.template, module);
  const condition = (operator: string, key: string, name: string) =>
    texts(name).map((value) => ({ operator, key, values: [value], place: value.place }));
  return {
    subject: 'lambda',
    name: address,
    place: body.place,
    ...(resource && { resource }),
    form: 'permission',
    statements: [
      {
        effect: 'Allow',
        sid: address,
        place: body.place,
        principals: texts('principal').map((principal) => ({
          type: (literal(principal.template) ?? '').endsWith('.amazonaws.com') ? 'Service' : 'AWS',
          ...principal,
        })),
        actions: texts('action'),
        notActions: false,
        resources: resource && target ? [{ template: resource, place: target.place }] : [],
        notResources: false,
        conditions: [
          ...condition('StringEquals', 'aws:SourceAccount', 'source_account'),
          ...condition('ArnLike', 'aws:SourceArn', 'source_arn'),
        ],
      },
    ],
  };
}

/** A permission names its function by ARN or by name, and its version or alias beside it. */
function functionArn(
  value: Template,
  qualifier: Template | undefined,
  module: TerraformModule,
): Template {
  const canonical = canonicalIn(module)(value);
  const reference = soleReference(canonical);
  const isName =
    parseArn(canonical) === undefined &&
    (reference?.kind !== 'terraform' || /\.(?:function_name|id)$/.test(reference.expression));
  const arn = isName ? ownArn('lambda', 'function:', ...canonical) : canonical;
  return qualifier === undefined ? arn : [...arn, { kind: 'text', text: ':' }, ...qualifier];
}

function argument(body: HclBody, name: string): HclExpression | undefined {
  return body.attributes.get(name)?.expression;
}
