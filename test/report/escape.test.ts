import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable } from '../../src/core/printable.ts';
import { escapeMarkdown, fenced, inlineCode } from '../../src/core/report/markdown/escape.ts';
import { REFERENCE, rendered } from './rendered.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.stringMatching(/^[@#`|<>[\]()!*_~:\\/w.a-z\n-]{0,40}$/),
  fc.constantFrom(
    '@everyone',
    '](http://evil)',
    '<img src=x onerror=alert(1)>',
    '```',
    'a|b',
    'https://evil.example',
    'www.evil.example',
    '![x](y)',
    '#1',
    'GH-1',
    '\u202eabc',
    '--',
  ),
  fc
    .array(
      fc.constantFrom(
        '@',
        '#',
        'GH-',
        'gh-',
        '1',
        'org/team',
        '&#64;',
        '&amp;',
        '\u200b',
        '\\',
        ' ',
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
);

it('text in Markdown is nothing but text', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const escaped = escapeMarkdown(text);
      const bare = escaped.replace(/\\[\\`*_{}[\]()#+\-.!|~]/g, '').replace(/&[#a-z0-9]+;/g, '');
      expect(bare).not.toMatch(/[`*_{}[\]()#|~<>@\n\r]|https?:|www\./);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
      expect(escaped).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
    }),
    { numRuns: 1000 },
  );
});

it('text in Markdown mentions nobody and refers to no issue once it is rendered', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = rendered(escapeMarkdown(text));
      expect(shown).not.toMatch(REFERENCE);
      expect(shown.replaceAll('\u200b', '')).toBe(printable(text, 400));
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['@org/team', '@\u200borg/team'],
  ['octo@example.com', 'octo@\u200bexample.com'],
  ['see #181, o/r#2', 'see #\u200b181, o/r#\u200b2'],
  ['GH-1 gh-2', 'GH-\u200b1 gh-\u200b2'],
  ['@ # GH-x #a', '@ # GH-x #a'],
  ['@\u200ba', '@\\u200ba'],
])('%j is read as %j', (text, expected) => {
  expect(rendered(escapeMarkdown(text))).toBe(expected);
});

it('code is copied as it was', () => {
  expect(inlineCode('@a #1 GH-1')).toBe('`@a #1 GH-1`');
  expect(inlineCode('@a|#1 GH-1')).not.toContain('\u200b');
});

it('code on one line ends where it should, and no cell of a table before it', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const code = inlineCode(text);
      const isTicked = /^`[^`|\n]*`$/.test(code);
      const isMarked = /^<code>(?:\\.|[^<>`|\n])*<\/code>$/.test(code);
      expect(code === '' || isTicked || isMarked).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('a fence is longer than any in its text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('`', '``', '```', '~~~', 'a', '\n', '\r', '\r\n', ' ')),
      (pieces) => {
        const text = pieces.join('');
        const block = fenced('diff', text);
        const [fence = ''] = /^`+/.exec(block) ?? [];
        // Any of the three ends a line of Markdown.
        const lines = block.split(/\r\n|\n|\r/);
        expect(lines.at(-1)).toBe(fence);
        expect(lines.slice(1, -1).some((line) => line.trim().startsWith(fence))).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});
