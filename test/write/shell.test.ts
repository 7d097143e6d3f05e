import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isUnprintable } from '../../src/core/printable.ts';
import { comment, quote } from '../../src/core/write/aws-cli/shell.ts';
import { hostile } from '../strangers/texts.ts';
import { runProcess } from '../support/run-cli.ts';

it('every text is one word of bash, and a comment is no word', { timeout: 60_000 }, async () => {
  const texts = fc.sample(hostile, { numRuns: 300, seed: Number(process.env['FC_SEED'] ?? 1) });
  const script = texts.map((text) => `printf '%s\\0' ${quote(text)} ${comment(text)}`);
  for (const line of script) {
    expect(isUnprintable(line)).toBe(false);
  }
  const { stdout, stderr } = await runProcess('bash', [], { input: script.join('\n') });
  expect(stderr).toBe('');
  // No word has a NUL, and no output half a character.
  const words = texts.map((text) =>
    text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\ufffd'),
  );
  expect(stdout.split('\0').slice(0, -1)).toEqual(words);
});
