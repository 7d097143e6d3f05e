import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPart } from '../../src/core/report/changed-part.ts';
import { reportSarif } from '../../src/core/report/sarif.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';
import { uriOf } from '../../src/core/report/uri.ts';
import { FINDINGS } from './findings.ts';

describe('messages of SARIF', () => {
  const messagesOf = (text: string) => {
    const finding = {
      ...FINDINGS.missing,
      why: text,
      reasons: FINDINGS.missing.reasons.map((reason) => ({ ...reason, node: text, why: text })),
    };
    const input = { findings: [finding], rules: [], files: [], version: '1.2.3' };
    const [result] = JSON.parse(reportSarif(input, PLAIN_STYLE)).runs[0].results;
    return [result.message.text, ...result.relatedLocations.map(messageOf)];
  };
  const messageOf = ({ message }: { message: { text: string } }) => message.text;

  it('have no link', () => {
    expect(messagesOf('a [b](http://e) \\[c](1)')).toEqual([
      'a \\[b\\](http://e) \\\\\\[c\\](1)',
      'Node "a \\[b\\](http://e) \\\\\\[c\\](1)" a \\[b\\](http://e) \\\\\\[c\\](1).',
    ]);
  });

  it('have no place for an argument, and nothing that hides', () => {
    expect(messagesOf('{0} {x} \u202e\u001b\n')[0]).toBe('{{0}} {x} \\\\u202e\\\\u001b\\\\n');
  });

  it('are read as the text that they were made of', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[\]\\()a ]{0,20}$/), (text) => {
        const [message] = messagesOf(text);
        expect(message.replace(/\\./g, '')).not.toMatch(/[[\]\\]/);
        expect(message.replace(/\\(.)/g, '$1')).toBe(text);
      }),
    );
  });
});

describe('a path as a URI', () => {
  it.each([
    ['flows/answer.yaml', 'flows/answer.yaml'],
    ['flows\\answer.yaml', 'flows/answer.yaml'],
    ['C:\\flows\\a b.yaml', 'file:///C:/flows/a%20b.yaml'],
    ['C:/flows\\answer.yaml', 'file:///C:/flows/answer.yaml'],
    ['flows/a\\b.yaml', 'flows/a%5Cb.yaml'],
    ['a:b.yaml', 'a%3Ab.yaml'],
    ['/flows/x#1?.yaml', '/flows/x%231%3F.yaml'],
    ['a\ud800/\udc00b', 'a%EF%BF%BD/%EF%BF%BDb'],
    ['\u{1f600}.yaml', '%F0%9F%98%80.yaml'],
  ])('%j is %s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });

  it('is made of any path', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('\ud800', '\udc00', '/', '\\', 'C:', '%', 'a', '\u0000')),
        (pieces) => {
          expect(uriOf(pieces.join(''))).toMatch(/^(?:file:\/\/\/[A-Z]:)?[\w.%/-]*$/);
        },
      ),
    );
  });
});

describe('the part of a text that changed', () => {
  it.each([
    ['abc', 'aXc', ['b', 'X']],
    ['same', 'same', ['', '']],
    ['aa', 'a', ['a', '']],
    ['a\r\nb', 'a\rb', ['\r\n', '\r']],
    ['a\r\nb', 'a\nb', ['\r\n', '\n']],
    ['\u{1f600}', '\u{1f601}', ['\u{1f600}', '\u{1f601}']],
    ['\ud83d\ude00', '\ud83e\ude00', ['\ud83d\ude00', '\ud83e\ude00']],
  ])('from %j to %j', (before, after, parts) => {
    const { start, endBefore, endAfter } = changedPart(before, after);
    expect([before.slice(start, endBefore), after.slice(start, endAfter)]).toEqual(parts);
  });

  it('makes one text of the other and cuts nothing in two', () => {
    const text = fc
      .array(fc.constantFrom('\r', '\n', '\ud83d', '\ude00', '\ude01', 'a'), { maxLength: 8 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, endBefore, endAfter } = changedPart(before, after);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(endBefore).toBeGreaterThanOrEqual(start);
        expect(endAfter).toBeGreaterThanOrEqual(start);
        expect(
          before.slice(0, start) + after.slice(start, endAfter) + before.slice(endBefore),
        ).toBe(after);
        for (const [whole, end] of [
          [before, endBefore],
          [after, endAfter],
        ] as const) {
          for (const at of [start, end]) {
            expect(whole.slice(at - 1, at + 1)).not.toMatch(
              /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/,
            );
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
