/** `perhaps`: it depends on something that the files do not say. */
export type Verdict = 'yes' | 'no' | 'perhaps';

/** Whether all of several things hold. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('no') ? 'no' : verdicts.includes('perhaps') ? 'perhaps' : 'yes';
}

/** Whether one of several things holds. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('yes') ? 'yes' : verdicts.includes('perhaps') ? 'perhaps' : 'no';
}

/** Whether something holds that has one of several outcomes, and nobody knows which. */
export function eitherOf(verdicts: readonly Verdict[]): Verdict {
  const [first = 'perhaps', ...others] = verdicts;
  return others.every((verdict) => verdict === first) ? first : 'perhaps';
}

/** Whether something does not hold. */
export function not(verdict: Verdict): Verdict {
  switch (verdict) {
    case 'yes':
      return 'no';
    case 'no':
      return 'yes';
    case 'perhaps':
      return 'perhaps';
  }
}
