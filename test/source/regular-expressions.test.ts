import { resolve } from 'node:path';
import { checkSync, type Parameters } from 'recheck';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { regularExpressions } from './regular-expressions.ts';

/** Proofs that take longer are left to trials: the automata of some harmless patterns are large. */
const PROOF: Parameters = { checker: 'automaton', timeout: 250 };

const TRIAL: Parameters = { checker: 'fuzz', timeout: 60_000, maxIteration: 3 };

/** What is wrong with a regular expression; undefined for one that takes linear time. */
function fault(pattern: string, flags: string): string | undefined {
  if (!isRepeating(pattern)) {
    return undefined;
  }
  let result = checkSync(pattern, flags, PROOF);
  if (result.status === 'unknown') {
    result = checkSync(pattern, flags, TRIAL);
    // A trial takes the time of this machine, which may be busy: what it finds is tried again.
    result =
      result.status === 'safe' ? result : checkSync(pattern, flags, { ...TRIAL, randomSeed: 1 });
  }
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
  ])('finds %s', ({ source, flags }) => {
    expect(fault(source, flags)).toMatch(/polynomial|exponential/);
  });

  it.each([/^\s+/, /a{1,3}b/, /(?<=[a-z])[A-Z]/g, /\$\{([^{}]+)\}/g])('lets %s pass', (pattern) => {
    expect(fault(pattern.source, pattern.flags)).toBeUndefined();
  });
});

describe('regular expressions in the sources', () => {
  const all = regularExpressions('src');

  it('take linear time', { timeout: 180_000 }, () => {
    const known = new Map<string, string | undefined>();
    const faults = all.flatMap(({ at, regex }) => {
      if (regex === undefined) {
        return [];
      }
      const key = `/${regex.pattern}/${regex.flags}`;
      if (!known.has(key)) {
        known.set(key, fault(regex.pattern, regex.flags));
      }
      const found = known.get(key);
      return found === undefined ? [] : [`${at}: ${found}`];
    });
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
    it.each([...new Set(files)])('take linear time in %s', { timeout: 180_000 }, async (file) => {
      vi.resetModules();
      made.length = 0;
      await import(resolve(file));
      const own = [...made];
      expect(own.length).toBeGreaterThanOrEqual(files.filter((each) => each === file).length);
      expect(own.flatMap(({ source, flags }) => fault(source, flags) ?? [])).toEqual([]);
    });
  });
});
