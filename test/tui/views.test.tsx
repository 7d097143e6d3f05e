import { render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { helpOn, linesFor } from '../../src/cli/plain-lines.ts';
import type { Screen } from '../../src/core/interview/screen.ts';
import { flowOf, prompt, retrieval } from '../interview/planning.ts';
import { walk, worldOf } from './answering.ts';
import { viewOf } from './view-of.tsx';

/** Sequences and marks that must not come from a file to a terminal. */
const EVIL =
  '\u001b]0;title\u0007\u001b[2J\u202eX\u2066\u200b\u009b1mY\u0000\u2028\r\n\u00ad\u3164\u034f\u206a\u180e\u{e0101}';

/** What is left of `EVIL` when nothing was done against it; line breaks end every line. */
const RAW = [...new Set(EVIL)].filter((character) => !/[\x20-\x7e\n]/.test(character));

/** What Ink itself may write into a frame: bold, dim, inverse, the colours of the wizard, and their ends. */
const COLORS = [1, 2, 7, 22, 27, 31, 32, 33, 36, 39, 90];

/** All that a view draws. */
function drawn(view: ReactElement): string {
  const { frames, unmount } = render(view);
  unmount();
  return COLORS.reduce((text, color) => text.replaceAll(`\u001b[${color}m`, ''), frames.join(''));
}

function expectNothingRaw(text: string): void {
  for (const character of RAW) {
    expect(text.includes(character), JSON.stringify(character)).toBe(false);
  }
}

describe('nothing of a file reaches the terminal raw', () => {
  it('on any screen of an interview', { timeout: 30_000 }, async () => {
    const text = JSON.stringify({
      name: `flow${EVIL}`,
      definition: JSON.parse(
        flowOf(prompt(`Ask${EVIL}`, `<m${EVIL}>`), retrieval(`Read${EVIL}`, `<b${EVIL}>`)),
      ),
    });
    const { screens } = walk(await worldOf({ [`${EVIL}.json`]: text }));
    expect(screens.length).toBeGreaterThan(8);
    for (const screen of screens) {
      const frames = drawn(viewOf(screen, EVIL));
      expect(frames).not.toBe('');
      expectNothingRaw(frames);
      expectNothingRaw([...linesFor(screen), helpOn(screen)].join('\n'));
    }
  });

  const base = { id: 'x', title: `Title${EVIL}`, why: `Why${EVIL}` };
  const option = { value: `v${EVIL}`, label: `Label${EVIL}`, detail: `Detail${EVIL}` };
  const screens: readonly Screen[] = [
    { ...base, kind: 'choose', options: [option], multiple: true, least: 1, initial: [] },
    { ...base, kind: 'choose', options: [option], multiple: false, least: 1, initial: [] },
    { ...base, kind: 'text', form: 'name', initial: '', suggestions: [option] },
    { ...base, kind: 'text', form: 'name', initial: `x${EVIL}`, suggestions: [] },
    { ...base, kind: 'review', roles: [] },
    { ...base, kind: 'finish' },
  ];

  it.each(screens.map((screen) => [screen.kind, screen] as const))(
    'whatever a %s screen is given',
    (_, screen) => {
      expectNothingRaw(drawn(viewOf(screen, EVIL)));
      expectNothingRaw([...linesFor(screen), helpOn(screen)].join('\n'));
    },
  );
});
