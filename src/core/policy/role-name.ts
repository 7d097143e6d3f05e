import { ACCOUNT, PARTITION } from '../arn/arn.ts';
import type { Flow } from '../flow/flow.ts';
import type { Answers } from '../template/answers.ts';
import { hasForm } from '../template/forms.ts';
import { literal, type Template, template } from '../template/template.ts';
import { shortHash } from './short-names.ts';

/** The question under which the role's name can be given. */
export const ROLE_NAME = 'role-name';

const MOST_CHARACTERS = 64;

/** What the console calls the roles that it makes for flows, so that people find all of them together. */
const PREFIX = 'AmazonBedrockExecutionRoleForFlows_';

/** The name of the role: as answered, as the flow's `executionRoleArn` leads to it, or after the flow. */
export function roleNameOf(flows: readonly Flow[], answers: Answers): string {
  const [flow] = flows;
  return (
    answers.get(ROLE_NAME, 'role-name') ??
    existingRole(flow)?.name ??
    nameInModule(flow) ??
    derivedName(flow?.name ?? 'flow')
  );
}

/** The name that a Terraform module gives the role, where it is no reference. */
function nameInModule(flow: Flow | undefined): string | undefined {
  const origin = flow?.origin;
  const name = origin?.kind === 'terraform' ? literal(origin.role?.name ?? []) : undefined;
  return name !== undefined && hasForm(name, 'role-name') ? name : undefined;
}

/** The path of a role that has a name already: `/service-role/`; undefined for `/`. */
export function rolePathOf(flows: readonly Flow[], name: string): string | undefined {
  const existing = existingRole(flows[0]);
  const path = existing?.arn.slice(existing.arn.indexOf(':role/') + ':role'.length, -name.length);
  return existing?.name !== name || path === '/' ? undefined : path;
}

/** The ARN of the role, as another account's policy names it; an existing role keeps its path. */
export function roleArnOf(flows: readonly Flow[], name: string): Template {
  const existing = existingRole(flows[0]);
  return existing?.name === name
    ? template(existing.arn)
    : template('arn:', PARTITION, ':iam::', ACCOUNT, ':role/', name);
}

function existingRole(flow: Flow | undefined) {
  const arn = literal(flow?.executionRole?.template ?? []);
  return arn !== undefined && hasForm(arn, 'role-arn')
    ? { arn, name: arn.slice(arn.lastIndexOf('/') + 1) }
    : undefined;
}

/** A name that had to be changed or cut carries a hash, so that no two flows get one role by it. */
function derivedName(flowName: string): string {
  const name = `${PREFIX}${flowName}`;
  const plain = name.replace(/[^\w+=,.@-]+/g, '-');
  if (plain === name && name.length <= MOST_CHARACTERS) {
    return name;
  }
  const hash = `-${shortHash(flowName)}`;
  return plain.slice(0, MOST_CHARACTERS - hash.length) + hash;
}
