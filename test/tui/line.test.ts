import fc from 'fast-check';
import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { type Line, lineOf, pressed, textOf, typed } from '../../src/tui/line.ts';

const NO_KEY: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

const key = (name: keyof Key) => (line: Line) => pressed(line, '', { ...NO_KEY, [name]: true });
const control = (letter: string) => (line: Line) =>
  pressed(line, letter, { ...NO_KEY, ctrl: true });

describe('a key in a line', () => {
  it.each<[string, (line: Line) => Line | undefined, Line, Line]>([
    ['← ', key('leftArrow'), { before: 'ab', after: 'c' }, { before: 'a', after: 'bc' }],
    ['← over a pair', key('leftArrow'), { before: 'a😀', after: '' }, { before: 'a', after: '😀' }],
    ['← at the start', key('leftArrow'), { before: '', after: 'c' }, { before: '', after: 'c' }],
    ['→', key('rightArrow'), { before: 'a', after: '😀b' }, { before: 'a😀', after: 'b' }],
    ['→ at the end', key('rightArrow'), { before: 'a', after: '' }, { before: 'a', after: '' }],
    ['Home', key('home'), { before: 'ab', after: 'c' }, { before: '', after: 'abc' }],
    ['End', key('end'), { before: 'ab', after: 'c' }, { before: 'abc', after: '' }],
    ['Ctrl-A', control('a'), { before: 'ab', after: 'c' }, { before: '', after: 'abc' }],
    ['Ctrl-E', control('e'), { before: 'ab', after: 'c' }, { before: 'abc', after: '' }],
    ['Backspace', key('backspace'), { before: 'a😀', after: 'c' }, { before: 'a', after: 'c' }],
    ['Delete', key('delete'), { before: 'a', after: '😀c' }, { before: 'a', after: 'c' }],
    ['Ctrl-U', control('u'), { before: 'ab', after: 'c' }, { before: '', after: 'c' }],
    ['Ctrl-K', control('k'), { before: 'ab', after: 'c' }, { before: 'ab', after: '' }],
    [
      'Ctrl-W',
      control('w'),
      { before: 'arn:aws:lambda ', after: 'x' },
      { before: 'arn:aws:', after: 'x' },
    ],
  ])('%s', (_, press, before, after) => {
    expect(press(before)).toEqual(after);
  });

  it('that is for somebody else leaves it alone', () => {
    expect(key('upArrow')(lineOf('a'))).toBeUndefined();
    expect(control('p')(lineOf('a'))).toBeUndefined();
    expect(pressed(lineOf('a'), 'u', NO_KEY)).toBeUndefined();
  });
});

describe('what is typed', () => {
  it('goes in where the cursor stands', () => {
    expect(typed({ before: 'a', after: 'd' }, 'bc')).toEqual({
      line: { before: 'abc', after: 'd' },
      isEntered: false,
    });
  });

  it('may hold Backspace and Enter', () => {
    expect(typed(lineOf('a'), 'x\u0015yx\u007f\u007fb\rrest')).toEqual({
      line: { before: 'b', after: '' },
      isEntered: true,
    });
  });

  it('never holds what is unprintable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(textOf(typed(lineOf(''), text).line)).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
    );
  });

  it('is the text, wherever the cursor goes afterwards', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.constantFrom('leftArrow', 'rightArrow', 'home', 'end')),
        (text, keys) => {
          const line = keys.reduce<Line>(
            (each, name) => key(name as keyof Key)(each) ?? each,
            lineOf(text),
          );
          expect(textOf(line)).toBe(textOf(lineOf(text)));
        },
      ),
    );
  });
});
