import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeInvisible, printable } from '../../src/core/printable.ts';
import {
  escapeMarkdown,
  fenced,
  htmlCode,
  inlineCode,
} from '../../src/core/report/markdown/escape.ts';
import { htmlOf, REFERENCE, textOf } from '../support/rendered.ts';

const PIECES = [
  '@everyone',
  '@org/team',
  'a@b.co',
  '](http://evil)',
  '[x]: http://evil "t"',
  '[^1]',
  '[ ] ',
  '![x](y)',
  '<img src=x onerror=alert(1)>',
  '<!--',
  '-->',
  '</code>',
  '</td></tr></table>',
  '<http://evil.example>',
  'https://evil.example',
  'ftp://evil.example/x',
  'mailto:a@b.co',
  'www.evil.example',
  'WWW.evil.example',
  '&#64;everyone',
  '&lt;b&gt;',
  '```',
  '~~~',
  '``',
  '`',
  '|',
  '\\|',
  '\\',
  '$x$',
  '$$',
  '$`',
  '`$',
  '$' + '{Name}',
  '# ',
  '> ',
  '- ',
  '1. ',
  '1) ',
  '===',
  '---',
  '***',
  '__a__',
  '~~a~~',
  '#1',
  'octo/flows#1',
  'GH-1',
  'gh-2',
  '\u202eabc\u202c',
  '\u2066',
  '\u200b',
  '\u0000',
  '\u001b[31m',
  '\u2028',
  '\ud800',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  ' ',
  '    ',
  'a',
  'é',
  '😀',
] as const;

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.stringMatching(/^[@#`|<>[\]()!*_~:\\/w.a-z$&;= \n-]{0,40}$/),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
);

/** Where text stands in what is written: as lines before it, and before and behind it in its line. */
const CONTEXTS: Readonly<Record<string, readonly [string, string]>> = {
  'a paragraph': ['', ''],
  'the middle of a line': ['Found ', ' there.'],
  'a line below another': ['**Missing**: `a` on `b`  \n', ' ([AWS](https://aws.example/))'],
  'a list': ['- ⚠️ ', '\n- b'],
  'a heading': ['### 1. ', ''],
  'a quote': ['> ', ''],
  'a cell of a table': ['| a | b |\n|---|---|\n| ', ' | c |\n'],
};

/** What the Markdown around a text becomes. A letter stands for the text meanwhile. */
function around(before: string, after: string): readonly [string, string] {
  const [head = '', tail = ''] = htmlOf(`${before}Q${after}`).split('Q');
  return [head, tail];
}

describe.each(Object.entries(CONTEXTS))('in %s', (_, [before, after]) => {
  const [head, tail] = around(before, after);

  it('text is nothing but text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = htmlOf(`${before}${escapeMarkdown(text)}${after}`);
        const isEmpty = text === '';
        fc.pre(!isEmpty);
        expect(html.startsWith(head)).toBe(true);
        expect(html.endsWith(tail)).toBe(true);
        const own = html.slice(head.length, html.length - tail.length);
        expect(own.replaceAll('<span>$</span>', '')).not.toMatch(/[<>$]/);
        const shown = textOf(own);
        expect(shown).not.toMatch(REFERENCE);
        expect(shown.replaceAll('\u200b', '')).toBe(printable(text, 400));
      }),
      { numRuns: 600 },
    );
  });

  it('code is nothing but code', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(text !== '');
        const html = htmlOf(`${before}${inlineCode(text)}${after}`);
        expect(html.startsWith(`${head}<code>`)).toBe(true);
        expect(html.endsWith(`</code>${tail}`)).toBe(true);
        const own = html.slice(head.length + 6, html.length - tail.length - 7);
        expect(own.replaceAll('<span>$</span>', '')).not.toMatch(/[<>]/);
        expect(textOf(own)).toBe(printable(text, 400));
      }),
      { numRuns: 600 },
    );
  });
});

it.each([
  ['@org/team', '@\u200borg/team'],
  ['octo@example.com', 'octo@\u200bexample.com'],
  ['see #181, o/r#2', 'see #\u200b181, o/r#\u200b2'],
  ['GH-1 gh-2', 'GH-\u200b1 gh-\u200b2'],
  ['@ # GH-x #a', '@ # GH-x #a'],
  ['@\u200ba', '@\\u200ba'],
  ['costs $1, not $2', 'costs $1, not $2'],
])('%j is read as %j', (text, expected) => {
  expect(textOf(htmlOf(escapeMarkdown(text)))).toBe(expected);
});

it('text and code are cut at their limit', () => {
  expect(escapeMarkdown('abcdef', 3)).toBe('abc…');
  expect(inlineCode('abcdef', 3)).toBe('`abc…`');
  expect(htmlCode('abcdef', 3)).toBe('<code>abc…</code>');
});

it('code is copied as it was', () => {
  expect(inlineCode('@a #1 GH-1')).toBe('`@a #1 GH-1`');
  expect(inlineCode('@a|#1 GH-1')).not.toContain('\u200b');
  expect(inlineCode('')).toBe('');
});

it('code within HTML is nothing but code', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const html = htmlOf(`<details><summary>${htmlCode(text)}</summary>\n\nbody\n\n</details>`);
      const [, own = ''] =
        /^<details><summary><code>([^<>]*)<\/code><\/summary>\n<p>body<\/p>\n<\/details>$/.exec(
          html,
        ) ?? [];
      expect(textOf(own)).toBe(printable(text, 400));
    }),
    { numRuns: 600 },
  );
});

it('a fence is longer than any in its text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('`', '``', '```', '~~~', '    ', 'a', '<b>', '\n', ' ')),
      (pieces) => {
        const text = pieces.join('');
        const html = htmlOf(`before\n\n${fenced('diff', text)}\n\nafter`);
        const [, own = ''] =
          /^<p>before<\/p>\n<pre><code class="language-diff">([^<>]*)<\/code><\/pre>\n<p>after<\/p>$/.exec(
            html,
          ) ?? [];
        expect(textOf(own)).toBe(text === '' || text.endsWith('\n') ? text : `${text}\n`);
      },
    ),
    { numRuns: 1000 },
  );
});

it('what is invisible is shown, and lines stay lines', () => {
  expect(escapeInvisible('\ta\u202eb\r\nc\u0000\n')).toBe('\ta\\u202eb\r\nc\\u0000\n');
  expect(escapeInvisible('good\rbad\r')).toBe('good\\u000dbad\\u000d');
});
