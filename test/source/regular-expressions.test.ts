import { resolve } from 'node:path';
import { check, type Parameters } from 'recheck';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { regularExpressions } from './regular-expressions.ts';

/**
 * A proof by automata where they are small, and trials with seeded inputs elsewhere: the automata of
 * some harmless patterns are large. All limits count steps and none counts time, so that the answer
 * is the same on a busy machine.
 */
const CHECK: Parameters = {
  checker: 'auto',
  maxNFASize: 1_000,
  maxIteration: 1,
  maxInitialGenerationSize: 100,
  maxGenerationSize: 30,
  mutationSize: 20,
  crossoverSize: 10,
  incubationLimit: 5_000,
  maxAttackStringSize: 3_000,
  attackLimit: 1_000_000,
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
};

/** What has been found out in this run, by pattern and flags. */
const known = new Map<string, string | undefined>();

/** What is wrong with a regular expression; undefined for one that takes linear time. */
async function fault(pattern: string, flags: string): Promise<string | undefined> {
  const key = `/${pattern}/${flags}`;
  if (isRepeating(pattern) && !known.has(key)) {
    known.set(key, await checked(pattern, flags));
  }
  return known.get(key);
}

async function checked(pattern: string, flags: string): Promise<string | undefined> {
  const result = await check(pattern, flags, CHECK);
  switch (result.status) {
    case 'safe':
      return undefined;
    case 'vulnerable':
      return `/${pattern}/${flags} takes ${result.complexity.summary} time`;
    case 'unknown':
      return `/${pattern}/${flags} cannot be checked (${result.error.kind})`;
  }
}

/** Whether more than a bounded number of steps can be taken at a character, or many by nesting. */
function isRepeating(pattern: string): boolean {
  const bare = pattern.replaceAll(/\\./gs, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  return /[*+]|\{\d+,\}|\)\{\d+,\d+\}/.test(bare);
}

beforeEach(() => {
  // Neither Java nor a program for one platform.
  vi.stubEnv('RECHECK_BACKEND', 'pure');
});

describe('the check itself', () => {
  it.each([
    /\s+$/,
    /\s*\n\s*/g,
    /^(a+)+$/,
    /(?<!x)(a|a)*$/,
    /^(['"]).*.*\1$/,
    /\[[^\]]*\]/g,
    /"(?:[^"\\]|\\.)*"/g,
  ])('finds %s', async ({ source, flags }) => {
    expect(await fault(source, flags)).toMatch(/polynomial|exponential/);
  });

  it.each([/^\s+/, /a{1,3}b/, /(?<=[a-z])[A-Z]/g, /\$\{([^{}]+)\}/g])(
    'lets %s pass',
    async (pattern) => {
      expect(await fault(pattern.source, pattern.flags)).toBeUndefined();
    },
  );
});

describe('regular expressions in the sources', () => {
  const all = regularExpressions('src');

  it('take linear time', { timeout: 600_000 }, async () => {
    const faults: string[] = [];
    for (const { at, regex } of all) {
      const found = regex && (await fault(regex.pattern, regex.flags));
      faults.push(...(found === undefined ? [] : [`${at}: ${found}`]));
    }
    expect(all.length).toBeGreaterThan(100);
    expect(faults).toEqual([]);
  });

  it('are made of texts only when a module is loaded, so that they can be checked', () => {
    const made = all.filter(({ regex, isOnce }) => regex === undefined && !isOnce);
    expect(made.map(({ at }) => at)).toEqual([]);
  });

  describe('that are made of texts', () => {
    const made: RegExp[] = [];
    const Original = globalThis.RegExp;

    beforeAll(() => {
      vi.resetModules();
      globalThis.RegExp = new Proxy(Original, {
        construct(target, args, self) {
          const regex: RegExp = Reflect.construct(target, args, self);
          if (new Error('where').stack?.includes(resolve('src'))) {
            made.push(regex);
          }
          return regex;
        },
      });
    });

    afterAll(() => {
      globalThis.RegExp = Original;
    });

    const files = all.flatMap(({ regex, file }) => (regex === undefined ? [file] : []));
    it.each([...new Set(files)])('take linear time in %s', { timeout: 600_000 }, async (file) => {
      vi.resetModules();
      made.length = 0;
      await import(resolve(file));
      const own = [...made];
      expect(own.length).toBeGreaterThanOrEqual(files.filter((each) => each === file).length);
      const faults: string[] = [];
      for (const { source, flags } of own) {
        faults.push((await fault(source, flags)) ?? '');
      }
      expect(faults.filter((found) => found !== '')).toEqual([]);
    });
  });
});
