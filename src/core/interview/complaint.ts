import { parseArn } from '../arn/arn.ts';
import { isOfElsewhere } from '../needs/models/geography.ts';
import { partName } from '../plan/facts.ts';
import { FORMS, type Form, hasForm } from '../template/forms.ts';
import type { DeploymentPart } from '../template/reference.ts';
import { literal, template } from '../template/template.ts';
import type { Screen, TextScreen } from './screen.ts';

/** What is meant by a typed or pasted line: without the quotes and the comma it had in its file. */
export function answerIn(line: string, { form }: TextScreen): string {
  const text = form === 'path' ? line.trim() : line.trim().replace(/,$/, '');
  const quoted = /^(["'`])(.*)\1$/s.exec(text)?.[2];
  return (quoted ?? text).trim();
}

/** Says what is wrong with a line of text; undefined when nothing is. */
export function complaintAbout(answer: string, { form, empty }: TextScreen): string | undefined {
  if (answer === '') {
    return empty === undefined ? 'An answer is needed here.' : undefined;
  }
  if (form === 'path' && /^~(?:[\\/]|$)/.test(answer)) {
    return 'Write the directory out: "~" has no meaning here.';
  }
  if (form === 'path' || hasForm(answer, form)) {
    return undefined;
  }
  const { description, example } = FORMS[form];
  return `"${answer}" is not ${description}, such as ${example}.`;
}

/** Whether values, from wherever they come, are an answer to a screen. */
export function isAnswer(screen: Screen, values: readonly string[]): boolean {
  switch (screen.kind) {
    case 'choose': {
      const known = new Set(screen.options.map(({ value }) => value));
      const isOne = screen.multiple || values.length === 1;
      return isOne && values.length >= screen.least && values.every((value) => known.has(value));
    }
    case 'text':
      return screen.form === 'path'
        ? values.every((value) => value !== '' || screen.empty !== undefined)
        : values.length === 1 && complaintAbout(values[0] ?? '', screen) === undefined;
    case 'nodes':
    case 'findings':
    case 'review':
      return true;
    case 'waiting':
    case 'finish':
      return false;
  }
}

/**
 * Says what about an answer in the right form is a surprise: an ARN of another account, Region or
 * partition than the flow's, or a profile for another part of the world. It may be meant, so the
 * answer is taken all the same when it is given once more.
 */
export function surpriseIn(
  answer: string,
  { form, deployment = {} }: TextScreen,
): string | undefined {
  const { region = '' } = deployment;
  const far = form.includes('model')
    ? answer.split(',').find((id) => region !== '' && isOfElsewhere(id, region))
    : undefined;
  if (far !== undefined) {
    return `The profile ${far} is for Regions elsewhere, and the flow runs in ${region}.`;
  }
  const arns = answer.split(',').flatMap((part) => parseArn(template(part)) ?? []);
  const other = (part: DeploymentPart) =>
    arns
      .map((arn) => literal(arn[part]))
      .find((value) => value && deployment[part] && value !== deployment[part]);
  const differences = (['partition', 'account', 'region'] as const).flatMap((part) => {
    const value = other(part);
    return value === undefined
      ? []
      : [`${partName(part)} ${value}, and the flow runs in ${deployment[part]}`];
  });
  return differences.length === 0 ? undefined : `The ARN names ${differences.join('; ')}.`;
}

/** What an answer to a screen looks like and how to find it, line by line. */
export function hintsFor({ form }: TextScreen): readonly string[] {
  if (form === 'path') {
    return ['The path of a file or a directory, from where the wizard was started.'];
  }
  const { description, example, listed }: Form = FORMS[form];
  return [
    `An answer is ${description},`,
    `such as ${example}.`,
    ...(listed === undefined ? [] : [`To see what there is: ${listed}`]),
  ];
}
