import { expect, it } from 'vitest';
import { logText } from '../../src/action/log.ts';

it.each([
  ['plain', 'plain'],
  ['two\nlines', 'two\nlines'],
  ['::add-mask::a', ': :add-mask::a'],
  ['a\n  ::error::b', 'a\n  : :error::b'],
  ['a ::error::b', 'a ::error::b'],
  ['x ##[error]y', 'x ## [error]y'],
  ['a\r::error::b', 'a\\r::error::b'],
  ['\u001b[31m\u202e', '\\u001b[31m\\u202e'],
])('%j is logged as %j', (message, expected) => {
  expect(logText(message)).toBe(expected);
});
