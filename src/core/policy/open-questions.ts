import { parseArn } from '../arn/arn.ts';
import type { Assumption, Outcome, RoleNeed } from '../flow/need.ts';
import { CREATED } from '../needs/flow-age.ts';
import { FLOW_ID } from '../needs/flow-arn.ts';
import type { FormName } from '../template/forms.ts';
import type { Question } from '../template/question.ts';
import type { DeploymentPart } from '../template/reference.ts';
import { literal, type Template } from '../template/template.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { compare, groupBy } from './merge.ts';
import { ROLE_NAME } from './role-name.ts';

/** The open questions of documents, and others beside them, each once: first the deployment, then by place in the files. */
export function questionsIn(
  documents: readonly PolicyDocument[],
  others: readonly Question[] = [],
): readonly Question[] {
  const inDocuments = documents
    .flatMap(({ statements }) => statements.flatMap(templatesOf))
    .flatMap((value) =>
      value.flatMap((segment) => (segment.kind === 'open' ? [segment.question] : [])),
    );
  const questions = [...inDocuments, ...others].sort((one, other) =>
    compare(questionOrder(one), questionOrder(other)),
  );
  const byKey = new Map(questions.toReversed().map((question) => [question.key, question]));
  // The Region's answer gives the partition.
  if (byKey.has('region')) {
    byKey.delete('partition');
  }
  return [...new Set(questions.map(({ key }) => key))].flatMap((key) => byKey.get(key) ?? []);
}

/** What stands behind a resource is asked after the resource itself. */
function questionOrder({ key, place }: Question): string {
  const isDeployment = Object.hasOwn(STANDING_FORMS, key);
  const numbers = [place.line, place.column].map((count) => String(count).padStart(9, '0'));
  return [isDeployment ? 0 : 1, place.file, ...numbers, key.startsWith('model:') ? 1 : 0, key].join(
    '\u0000',
  );
}

function templatesOf({ principal, resources = [], conditions }: Statement): readonly Template[] {
  return [
    ...(principal?.kind === 'role' ? [principal.arn] : []),
    ...resources,
    ...conditions.flatMap(({ values }) => values),
  ];
}

/** The assumptions behind a plan, each once. */
export function assumptionsIn(outcomes: readonly Outcome[]): readonly Assumption[] {
  const found = outcomes.flatMap((outcome) => (outcome.kind === 'assumption' ? [outcome] : []));
  return [...groupBy(found, ({ key }) => key).values()].flatMap(([first]) => first ?? []);
}

/** How the question about a part of the deployment is put; the ARNs of the flow may hint at the answer. */
export function deploymentPrompt(part: DeploymentPart, needs: readonly RoleNeed[]): string {
  const named = (text: (value: Template) => Template | undefined) => {
    const found = new Set(needs.map((need) => literal(text(need.resource) ?? []) || undefined));
    found.delete(undefined);
    const [only] = found;
    return found.size === 1 && only !== '*' ? ` The ARNs in the flow name ${only}.` : '';
  };
  switch (part) {
    case 'account':
      return `In which AWS account will the flow run? Give its 12 digits.${named((value) => parseArn(value)?.account)}`;
    case 'region':
      return `In which AWS Region will the flow run?${named((value) => parseArn(value)?.region)}`;
    case 'partition':
      return 'In which AWS partition will the flow run?';
  }
}

/** What can be answered in every plan, whether or not it is asked. */
export const STANDING_FORMS: Readonly<Record<string, FormName>> = {
  account: 'account',
  region: 'region',
  partition: 'partition',
  [FLOW_ID]: 'flow-id',
  [CREATED]: 'date',
  [ROLE_NAME]: 'role-name',
};
