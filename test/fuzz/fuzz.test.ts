import { globSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { expect, it } from 'vitest';
import { mutated, randomOf, type Seed } from './mutations.ts';
import { readOutcome, walkRoad } from './road.ts';

/** Inputs of one run. FUZZ_COUNT and FUZZ_SEED say otherwise, for campaigns. */
const COUNT = Number(process.env['FUZZ_COUNT'] ?? 600);
const FIRST = Number(process.env['FUZZ_SEED'] ?? 1);

/** A file of these sizes takes a few milliseconds; a place that is worse than linear takes seconds. */
const MOST_MILLISECONDS = 4000;

const CONFIG = `account: '123456789012'
roles:
  - name: desk
    flows: [flows/*.json]
    policies: [policies/desk.json]
    answers: { "*.Ask.prompt": none }
`;

const SEEDS: readonly Seed[] = [
  ...globSync([
    'examples/{json,cloudformation,cdk,terraform}/**/*.{json,yaml,tf}',
    'test/compare/cases/*/*.{json,yaml,tf}',
  ])
    .filter((path) => !/(?:findings|options)\.json$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  { path: '.flow-role.yml', text: CONFIG },
];

function seedAt(at: number): { readonly path: string; readonly text: string; readonly at: number } {
  const random = randomOf(FIRST + at);
  const seed = SEEDS[random.below(SEEDS.length)] ?? { path: 'a.json', text: '{}' };
  return { path: seed.path, text: mutated(seed, SEEDS, random), at: FIRST + at };
}

/** Runs a law on each input, and says of a failure which input it was. */
async function holds(count: number, law: (seed: Seed, at: number) => Promise<void>): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const seed = seedAt(at);
    const start = performance.now();
    try {
      await law(seed, at);
    } catch (error) {
      throw new Error(`input ${seed.at} of ${seed.path} fails`, { cause: error });
    }
    expect(performance.now() - start, `input ${seed.at}`).toBeLessThan(MOST_MILLISECONDS);
  }
}

it('every mutated file is read or refused with a place, always alike', { timeout: 3_600_000 }, () =>
  holds(COUNT, async (seed, at) => {
    const outcome = await readOutcome(seed);
    if (at % 10 === 0) {
      expect(await readOutcome(seed)).toBe(outcome);
    }
  }),
);

it('what is written of a mutated file can be read', { timeout: 3_600_000 }, () =>
  holds(Math.ceil(COUNT / 10), async (seed) => {
    if (!seed.path.endsWith('.flow-role.yml') && !seed.path.includes('policy')) {
      await walkRoad(seed);
    }
  }),
);
