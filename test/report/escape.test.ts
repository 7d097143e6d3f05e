import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeMarkdown, fenced, inlineCode } from '../../src/core/report/markdown/escape.ts';

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
    fc.property(fc.array(fc.constantFrom('`', '``', '```', '~~~', 'a', '\n', ' ')), (pieces) => {
      const text = pieces.join('');
      const block = fenced('diff', text);
      const [fence = ''] = /^`+/.exec(block) ?? [];
      const lines = block.split('\n');
      expect(lines.at(-1)).toBe(fence);
      expect(lines.slice(1, -1).some((line) => line.trim().startsWith(fence))).toBe(false);
    }),
    { numRuns: 500 },
  );
});
