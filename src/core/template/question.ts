import type { Place } from '../place.ts';
import type { FormName } from './forms.ts';

/** Something the files do not say and the product will not guess. */
export interface Question {
  /** What `--answer KEY=VALUE` calls it. Equal keys are one question. */
  readonly key: string;
  /** One full sentence in plain language. */
  readonly prompt: string;
  /** Where the need for an answer arises. */
  readonly place: Place;
  /** What an answer must look like. */
  readonly form: FormName;
}
