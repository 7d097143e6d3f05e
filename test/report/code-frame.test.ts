import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeFrame, linesIn } from '../../src/core/report/code-frame.ts';
import { wrap, wrapStyled } from '../../src/core/report/wrap.ts';

const at = (line: number, column: number) => ({ file: 'f', line, column });

it('shows the line with its neighbours and a mark under the column', () => {
  expect(codeFrame(linesIn('one\ntwo\nthree\nfour'), at(2, 2), 40)).toEqual([
    '  1 │ one',
    '> 2 │ two',
    '    │  ^',
    '  3 │ three',
  ]);
});

it('keeps the column of a long line in sight', () => {
  const frame = codeFrame(linesIn(`${'x'.repeat(200)}HERE${'y'.repeat(200)}`), at(1, 201), 60);
  expect(frame[0]).toContain('HERE');
  expect(frame[1]?.indexOf('^')).toBe(frame[0]?.indexOf('HERE'));
});

it('never shows a control character, and shows nothing of a line that is not there', () => {
  expect(codeFrame(linesIn('a\u001b[31m\tb'), at(1, 1), 40).join('')).not.toContain('\u001b');
  expect(codeFrame(linesIn('a'), at(9, 1), 40)).toEqual([]);
});

it('lines are no longer than the terminal, but for words that are', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      fc.integer({ min: 20, max: 120 }),
      (text, columns) => {
        for (const line of wrap(text, columns, '  ').split('\n')) {
          expect(line.length <= columns || !line.trim().includes(' ')).toBe(true);
        }
      },
    ),
  );
});

it('a heading is coloured piece by piece, line by line, and goes on indented', () => {
  const mark = (sign: string) => (text: string) => `${sign}${text}${sign}`;
  const pieces = [
    { text: 'missing', style: mark('!') },
    { text: 'bedrock:InvokeModel on arn:aws:model', style: mark('*') },
    { text: '[missing-permission]', style: mark('~') },
  ];
  expect(wrapStyled(pieces, 80, '', '  ')).toBe(
    '!missing! *bedrock:InvokeModel on arn:aws:model* ~[missing-permission]~',
  );
  expect(wrapStyled(pieces, 35, '', '  ')).toBe(
    '!missing! *bedrock:InvokeModel on*\n  *arn:aws:model*\n  ~[missing-permission]~',
  );
});

it('wrapping takes no word away and leaves no space at the end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-c ]{0,30}$/), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 10, max: 60 }),
      (texts, columns) => {
        const wrapped = wrapStyled(
          texts.map((text) => ({ text, style: (line) => line })),
          columns,
          '',
          '  ',
        );
        const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
        expect(words(wrapped)).toEqual(words(texts.join(' ')));
        expect(wrapped).not.toMatch(/ $|^ {3}/m);
      },
    ),
  );
});
