import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/compare/finding.ts';
import { FindingsView } from '../../src/tui/findings-view.tsx';
import { HelpContext } from '../../src/tui/help.tsx';
import { NodesView } from '../../src/tui/nodes-view.tsx';
import { EXAMPLES } from '../support/run-cli.ts';
import { screenAs, walkTo, worldOf } from './answering.ts';

afterEach(cleanup);

const WORLD = await worldOf({
  'flow.json': readFileSync(join(EXAMPLES, 'json/with-placeholders.json'), 'utf8'),
});
const finding = (action: string): Finding => ({
  kind: 'missing',
  rule: 'missing-permission',
  action,
  resource: 'arn:aws:s3:::letters/*',
  flow: 'flow',
  place: { file: 'policy.json', line: 1, column: 1 },
  why: `Nothing allows ${action}.`,
  documentation: 'https://docs.aws.amazon.com/',
  subject: 'identity',
  reasons: [],
});

interface Events {
  readonly answers: string[];
  helps: number;
}

type View = (answer: (values: readonly string[]) => void) => ReactElement;

const VIEWS: readonly (readonly [name: string, view: View, word: string, other: string])[] = [
  [
    'nodes',
    (answer) => (
      <NodesView screen={screenAs(walkTo(WORLD, 'overview'), 'nodes')} onAnswer={answer} />
    ),
    'Archive',
    'Summarise',
  ],
  [
    'findings',
    (answer) => (
      <FindingsView
        screen={{
          kind: 'findings',
          id: 'differences',
          title: 'The role as it is',
          why: 'It is so.',
          findings: ['s3:GetObject', 's3:PutObject', 'bedrock:Retrieve'].map(finding),
        }}
        onAnswer={answer}
      />
    ),
    's3:PutObject',
    's3:GetObject',
  ],
];

describe.each(VIEWS)('the list of %s', (_, view, word, other) => {
  function shown() {
    const events: Events = { answers: [], helps: 0 };
    const { stdin, lastFrame } = render(
      <HelpContext.Provider
        value={() => {
          events.helps += 1;
        }}
      >
        {view((values) => events.answers.push(...values))}
      </HelpContext.Provider>,
    );
    const press = async (keys: string) => {
      stdin.write(keys);
      await new Promise((settle) => setTimeout(settle, 20));
    };
    return { events, press, frame: () => lastFrame() ?? '' };
  }

  it('leaves what matches what is typed, and comes back', async () => {
    const { press, frame } = shown();
    await press('');
    expect(frame()).toContain(other);
    await press(word.slice(0, 6).toUpperCase());
    expect(frame()).toContain(word);
    expect(frame()).toContain(`Filter: ${word.slice(0, 6).toUpperCase()}`);
    await press('zzz');
    expect(frame()).toContain('Nothing matches');
    for (let at = 0; at < 9; at += 1) {
      await press('\u007f');
    }
    expect(frame()).toContain(other);
    expect(frame()).not.toContain('Filter:');
  });

  it('moves no further than its ends, and goes on with Enter', async () => {
    const { events, press, frame } = shown();
    await press('');
    await press('\u001b[A');
    const first = frame();
    for (let at = 0; at < 9; at += 1) {
      await press('\u001b[B');
    }
    expect(frame()).not.toBe(first);
    await press('\r');
    expect(events.answers).toEqual(['read']);
  });

  it('helps at a question mark, unless it is part of a filter', async () => {
    const { events, press, frame } = shown();
    await press('');
    await press('?');
    expect(events.helps).toBe(1);
    await press('a?');
    expect(events.helps).toBe(1);
    expect(frame()).toContain('Filter: a?');
  });
});
