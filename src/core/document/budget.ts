import type { Place } from '../place.ts';
import { InputError } from '../problem.ts';

/** What one run may use up while it reads. */
export interface Limits {
  /** Characters of the files that are read. */
  readonly characters: number;
  /** Values made by following names: what is written once can be meant many times. */
  readonly values: number;
  /** Names followed to what they stand for. */
  readonly references: number;
  /** Characters of texts made of other texts. */
  readonly text: number;
}

const WORDS: Readonly<Record<keyof Limits, string>> = {
  characters: 'characters in the files of one run',
  values: 'values made by names that stand for others',
  references: 'names that stand for others',
  text: 'characters in texts made of others',
};

/** Far above any module or stack of stacks, and used up within a second. */
const LIMITS: Limits = {
  characters: 100_000_000,
  values: 500_000,
  references: 500_000,
  text: 20_000_000,
};

/**
 * What is left of the work that a run may put into reading. Files come from strangers, and a few
 * lines can stand for more than any machine holds. Work is counted and not timed, so that the same
 * files always have the same outcome.
 */
export class Budget {
  readonly #limits: Limits;
  readonly #used: Record<keyof Limits, number> = {
    characters: 0,
    values: 0,
    references: 0,
    text: 0,
  };

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** @throws InputError with the place where the budget ran out. */
  spend(what: keyof Limits, amount: number, place: Place): void {
    this.#used[what] += amount;
    if (this.#used[what] > this.#limits[what]) {
      throw new InputError({
        place,
        found: `more than ${this.#limits[what]} ${WORDS[what]}`,
        expected: 'files that can be read with less work',
        remedy:
          what === 'characters'
            ? 'Name fewer files at a time.'
            : 'Look for names that stand for several others, which stand for several others again.',
      });
    }
  }
}
