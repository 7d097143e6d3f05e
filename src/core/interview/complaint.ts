import { FORMS, hasForm } from '../template/forms.ts';
import type { Screen, TextScreen } from './screen.ts';

/** Says what is wrong with a line of text; undefined when nothing is. */
export function complaintAbout(answer: string, { form, empty }: TextScreen): string | undefined {
  if (answer === '') {
    return empty === undefined ? 'An answer is needed here.' : undefined;
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
    case 'findings':
    case 'review':
      return true;
    case 'finish':
      return false;
  }
}
