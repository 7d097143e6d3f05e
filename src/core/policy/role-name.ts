import { ACCOUNT, PARTITION } from '../arn/arn.ts';
import type { Flow } from '../flow/flow.ts';
import { hasForm } from '../template/forms.ts';
import { literal, type Template, template } from '../template/template.ts';

/** The question under which the role's name can be given. */
export const ROLE_NAME = 'role-name';

const MOST_CHARACTERS = 64;

/** What the console calls the roles that it makes for flows, so that people find all of them together. */
const PREFIX = 'AmazonBedrockExecutionRoleForFlows_';

/** The name of the role: as answered, as the flow's `executionRoleArn` has it, or after the flow. */
export function roleNameOf(flows: readonly Flow[], answers: ReadonlyMap<string, string>): string {
  const [flow] = flows;
  return (
    answers.get(ROLE_NAME) ??
    existingRole(flow)?.name ??
    `${PREFIX}${plain(flow?.name ?? 'flow')}`.slice(0, MOST_CHARACTERS)
  );
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

/** Keeps what a role's name can have. */
function plain(name: string): string {
  return name.replace(/[^\w+=,.@-]+/g, '-');
}
