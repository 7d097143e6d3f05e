import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Text } from 'ink';
import { cleanup, render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Screen } from '../../src/core/interview/screen.ts';
import { reduce, startSession } from '../../src/core/interview/session.ts';
import { plannedRoles } from '../../src/core/interview/session-roles.ts';
import { policiesNamed } from '../../src/core/interview/surroundings.ts';
import { screenOf } from '../../src/core/interview/wizard.ts';
import { FinishView } from '../../src/tui/finish-view.tsx';
import { HelpView } from '../../src/tui/help.tsx';
import { Preview } from '../../src/tui/preview.tsx';
import { ColorContext } from '../../src/tui/tinted.tsx';
import { EXAMPLES } from '../support/run-cli.ts';
import { regionOfEnvironment, type Wishes, walkTo, worldOf } from './answering.ts';
import { viewOf } from './view-of.tsx';

// Styles are decided upon when Ink is loaded.
vi.hoisted(() => {
  process.env['FORCE_COLOR'] = '1';
});

const GOLDEN = join(import.meta.dirname, 'golden');

afterEach(cleanup);

/** The last frame that a view draws on a terminal of so many columns. */
function frameOf(view: ReactElement, columns: number, hasColors: boolean, rows = 24): string {
  const { stdout, rerender, lastFrame } = render(<Text>…</Text>);
  Object.defineProperties(stdout, { columns: { value: columns }, rows: { value: rows } });
  stdout.emit('resize');
  rerender(<ColorContext.Provider value={hasColors}>{view}</ColorContext.Provider>);
  return lastFrame() ?? '';
}

function expectGolden(text: string, name: string): void {
  const path = join(GOLDEN, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const STYLES: readonly (readonly [number, string])[] = [
  [1, '{bold}'],
  [2, '{dim}'],
  [7, '{inverse}'],
  [31, '{red}'],
  [32, '{green}'],
  [33, '{yellow}'],
  [36, '{cyan}'],
  [90, '{gray}'],
  [22, '{/}'],
  [27, '{/}'],
  [39, '{/}'],
];
const COLORS = /\{(?:red|green|yellow|cyan|gray)\}/;

/** Colours and styles as words, so that the expected frames can be read and reviewed. */
function readable(frame: string): string {
  return trimmed(
    STYLES.reduce((text, [code, word]) => text.replaceAll(`\u001b[${code}m`, word), frame),
  );
}

/** What is on the screen without colours and styles. */
function plainOf(frame: string): string {
  return trimmed(stripVTControlCharacters(frame));
}

function trimmed(text: string): string {
  return text.replace(/ +$/gm, '');
}

const file = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');
const PLACEHOLDERS = await worldOf({ 'flow.json': file('json/with-placeholders.json') });
const TWO = await worldOf({
  'chat.json': file('json/support-triage.json'),
  'feedback.json': file('json/with-placeholders.json'),
});
const KNOWN = await worldOf({ 'flow.json': file('json/support-triage.json') }, [
  regionOfEnvironment('us-gov-west-1'),
]);
const POLICY = join(import.meta.dirname, 'fixtures/policy.json');
const POLICY_PATH = relative('.', POLICY);
const WITH_POLICY = await worldOf({
  'flow.json': file('json/with-placeholders.json'),
  [POLICY_PATH]: readFileSync(POLICY, 'utf8'),
});
const GRANTED = {
  ...WITH_POLICY,
  ...(WITH_POLICY.surroundings && {
    named: await policiesNamed(WITH_POLICY.surroundings.project, [POLICY_PATH]),
  }),
};
const encrypted: Wishes = { encrypted: ['kms:flow/customer-feedback'] };

const SCREENS: Readonly<Record<string, Screen>> = {
  resume: screenOf(
    startSession({
      ...PLACEHOLDERS,
      earlier: { entries: [{ id: 'flow', values: ['flow.json'] }], candidates: [] },
    }),
  ),
  flow: screenOf(startSession({ ...TWO, notes: ['big.json is passed over: it has 30 MB.'] })),
  path: screenOf(walkTo(TWO, 'path', { flow: ['path'], path: ['chat.json'] })),
  nodes: screenOf(walkTo(TWO, 'nodes', { flow: ['by hand'] })),
  name: screenOf(walkTo(TWO, 'name', { flow: ['by hand'] })),
  sharing: screenOf(walkTo(TWO, 'sharing', { flow: ['chat.json', 'feedback.json'] })),
  waiting: screenOf(
    reduce(startSession({ ...PLACEHOLDERS, isAsking: true }), {
      kind: 'answer',
      id: 'flow',
      values: ['flow.json'],
    }),
  ),
  deployment: screenOf(walkTo(KNOWN, 'deployment')),
  account: screenOf(
    walkTo(
      { ...PLACEHOLDERS, failures: ['AWS did not say within 4 seconds who you are.'] },
      'account',
    ),
  ),
  region: screenOf(walkTo(PLACEHOLDERS, 'region')),
  'flow-id': screenOf(walkTo(PLACEHOLDERS, 'flow-id')),
  overview: screenOf(walkTo(PLACEHOLDERS, 'overview')),
  model: screenOf(walkTo(PLACEHOLDERS, 'answer SUMMARY_MODEL_ID')),
  encrypted: screenOf(walkTo(PLACEHOLDERS, 'encrypted')),
  key: screenOf(walkTo(PLACEHOLDERS, 'answer kms:flow/customer-feedback', encrypted)),
  existing: screenOf(walkTo(PLACEHOLDERS, 'existing')),
  differences: screenOf(walkTo(GRANTED, 'differences', { existing: ['mine.json'] })),
  review: screenOf(walkTo(PLACEHOLDERS, 'review')),
  format: screenOf(walkTo(PLACEHOLDERS, 'format')),
  out: screenOf(walkTo(PLACEHOLDERS, 'out')),
  config: screenOf(walkTo(PLACEHOLDERS, 'config')),
  workflow: screenOf(
    walkTo({ ...PLACEHOLDERS, repository: { isOnGitHub: true, hasWorkflow: false } }, 'workflow'),
  ),
};

describe.each(Object.entries(SCREENS))('the screen %s', (name, screen) => {
  it.each([100, 40])('is drawn as expected on %d columns', (columns) => {
    const frame = frameOf(viewOf(screen), columns, false);
    expect(readable(frame)).not.toMatch(COLORS);
    const plain = plainOf(frame);
    for (const line of plain.split('\n')) {
      expect(line.length).toBeLessThanOrEqual(columns);
    }
    expect(plain.split('\n').length).toBeLessThan(24);
    expectGolden(`${plain}\n`, `${name}-${columns}.txt`);
  });

  it('says in colour what it says without', () => {
    const colored = frameOf(viewOf(screen), 100, true);
    const plain = frameOf(viewOf(screen), 100, false);
    expect(plainOf(colored)).toBe(plainOf(plain));
    expect(readable(colored)).toMatch(COLORS);
    expectGolden(`${readable(colored)}\n`, `${name}-colored.txt`);
  });

  it.each([100, 40])('has a help on %d columns that fits', (columns) => {
    const frame = frameOf(<HelpView screen={screen} onClose={() => undefined} />, columns, false);
    const plain = plainOf(frame);
    expect(plain.split('\n').length).toBeLessThan(24);
    expect(plain).toContain('any key closes the help');
  });
});

describe('the question whether to replace files', () => {
  const diff = [
    '--- a/flow-role/feedback.json',
    '+++ b/flow-role/feedback.json',
    '@@ -1,3 +1,3 @@',
    ...Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? `-old ${at}` : `+new ${at}`)),
  ].join('\n');

  it.each([100, 40])('shows what would change on %d columns', (columns) => {
    const frame = frameOf(
      <FinishView
        screen={{ kind: 'finish', id: 'finish', title: 'Save', why: 'All is answered.' }}
        problem="flow-role/feedback.json exists with other contents."
        diff={diff}
        onSave={() => undefined}
      />,
      columns,
      false,
    );
    const plain = plainOf(frame);
    expect(plain.split('\n').length).toBeLessThan(24);
    expectGolden(`${plain}\n`, `replace-${columns}.txt`);
  });
});

describe('the preview', () => {
  it.each([
    ['nothing', startSession(PLACEHOLDERS)],
    ['a role', walkTo(PLACEHOLDERS, 'review')],
  ])('shows %s', (name, session) => {
    const frame = frameOf(<Preview roles={plannedRoles(session)} rows={20} />, 60, false);
    expectGolden(`${plainOf(frame)}\n`, `preview-${name.replace(' ', '-')}.txt`);
  });
});

describe('on a terminal that is much too small', () => {
  it.each(Object.entries(SCREENS))('the screen %s keeps its keys in sight', (_, screen) => {
    const frame = plainOf(frameOf(viewOf(screen), 40, false, 14));
    expect(frame.split('\n').length).toBeLessThan(14);
    expect(frame.replace(/\s+/g, ' ')).toContain('Ctrl-C quit');
  });

  it('a line of text can be seen on 40 columns and 10 rows', () => {
    const frame = plainOf(
      frameOf(viewOf(screenOf(walkTo(PLACEHOLDERS, 'account'))), 40, false, 10),
    );
    expect(frame).toMatch(/^>/m);
    expect(frame.replace(/\s+/g, ' ')).toContain('Ctrl-C quit');
  });
});
