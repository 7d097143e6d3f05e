import { type FormName, hasForm } from './forms.ts';

/**
 * What people answered. An answer is handed out in the form that its question asks for only, so that
 * none can put anything else into a policy, wherever it comes from; any other leaves the question open.
 */
export interface Answers {
  readonly get: (key: string, form: FormName) => string | undefined;
  /** Whether there is an answer, of another form than this. */
  readonly isUnfit: (key: string, form: FormName) => boolean;
}

/** The answers in texts by question key, as options, inputs, configurations and people give them. */
export function answersIn(texts: ReadonlyMap<string, string>): Answers {
  const fitting = (key: string, form: FormName) => {
    const text = texts.get(key);
    return text !== undefined && hasForm(text, form) ? text : undefined;
  };
  return {
    get: fitting,
    isUnfit: (key, form) => texts.has(key) && fitting(key, form) === undefined,
  };
}

/** Nothing is answered. */
export const NO_ANSWERS: Answers = answersIn(new Map());
