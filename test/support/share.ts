/**
 * The seeded share of random cases that each run of the suite takes: the same every time, so that a
 * failure is a change's fault. `FC_SEED` gives others, and `FC_RUNS` more of them.
 */
export function share(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  return {
    seed: Number(process.env['FC_SEED'] ?? 1),
    numRuns: Number(process.env['FC_RUNS'] ?? numRuns),
  };
}
