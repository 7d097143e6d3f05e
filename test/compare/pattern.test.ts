import { describe, expect, test } from 'vitest';
import { covers, overlaps, patternOf } from '../../src/core/compare/pattern.ts';
import { template } from '../../src/core/template/template.ts';

/** IAM fills it in. */
const VARIABLE = `$${'{aws:username}'}`;

const of = (text: string) => patternOf(template(text));

describe('a pattern', () => {
  test.each([
    ['*', 'anything', true],
    ['*', '*', true],
    ['a*', 'abc', true],
    ['a*c', 'abcbc', true],
    ['a*c*', 'abcbc', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?c', 'a*c', false],
    ['abc', 'ab', false],
    ['ab', 'abc', false],
    ['a', '*', false],
    ['a*', 'a*b', true],
    ['a*b', 'a*', false],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b', false],
    [VARIABLE, VARIABLE, true],
    [VARIABLE, 'anna', false],
  ])('%s covers %s: %s', (wide, narrow, expected) => {
    expect(covers(of(wide), of(narrow))).toBe(expected);
  });

  test.each([
    ['a*', '*b', true],
    ['a*', 'b*', false],
    ['a*c', 'ab?', true],
    ['a*c', 'ab', false],
    ['*', '', true],
    ['a?', 'a*', true],
    ['*x*', 'y*z', true],
    ['ab', 'ab', true],
    ['ab', 'abc', false],
  ])('%s overlaps %s: %s', (one, other, expected) => {
    expect(overlaps(of(one), of(other))).toBe(expected);
    expect(overlaps(of(other), of(one))).toBe(expected);
  });

  test('with many wildcards is compared in little time', () => {
    const [many, text] = [of('a*'.repeat(200)), of(`${'a'.repeat(2000)}b`)];
    const start = performance.now();
    expect(covers(many, text)).toBe(true);
    expect(covers(of(`${'a*'.repeat(200)}c`), text)).toBe(false);
    expect(overlaps(many, of(`*${'b*'.repeat(200)}`))).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
