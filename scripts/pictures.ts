// Makes the pictures of the wizard that the README shows, from the real program in a real
// pseudo-terminal: `npm run pictures`, or `npm run pictures -- DIRECTORY` to write them elsewhere.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { root } from './lib/root.ts';
import { pictureOf } from './lib/terminal-picture.ts';

const out = resolve(process.argv[2] ?? join(root, 'docs/wizard'));
const DOWN = '\u001b[B';
/** A terminal on which nothing moved for so long shows all that there is to show. */
const QUIET_MS = 400;
const RIGHT = '\u001b[C';

interface Step {
  /** The picture's name; a step without one is passed without a picture. */
  readonly name?: string;
  /** What must be on the screen. */
  readonly shows: string;
  /** What is typed before the picture is taken, and what must then be on the screen. */
  readonly typed?: readonly [keys: string, shows: string];
  /** What is typed to go on. */
  readonly keys: string;
  readonly columns?: number;
}

const STEPS: readonly Step[] = [
  { name: 'flow', shows: 'Which flow needs a role?', keys: '\r' },
  { name: 'account', shows: 'Which AWS account', typed: ['1234', '> 1234'], keys: '56789012\r' },
  { name: 'region', shows: 'Which Region?', typed: ['eu', 'Frankfurt'], keys: `${DOWN}\r` },
  { name: 'flow-id', shows: 'Does the flow exist', keys: '\r' },
  { name: 'nodes', shows: 'that the role must allow', typed: [DOWN, '❯ Reply'], keys: '\r' },
  {
    name: 'question',
    shows: 'What does the placeholder "$$SUMMARY',
    typed: [`eu.${DOWN}`, '❯ eu.anthropic'],
    keys: '\r',
    columns: 130,
  },
  { shows: 'placeholder "YOUR_KNOWLEDGE', keys: 'KB4FEEDBCK\r' },
  {
    name: 'elsewhere',
    shows: 'prompt/RPLY7T2M4X:2',
    typed: [
      'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcde1234567\r',
      'Region us-east-1, and the flow',
    ],
    keys: '\u0015eu.amazon.nova-lite-v1:0\r',
  },
  { shows: 'ARCHIVE_BUCKET', keys: 'feedback-archive\r' },
  { name: 'encrypted', shows: 'Is any of these encrypted', keys: '\r' },
  {
    name: 'existing',
    shows: 'Has the role a policy',
    typed: ['policy.json', '> policy.json'],
    keys: '\r',
  },
  { name: 'differences', shows: 'The role as it is', keys: '\r' },
  { name: 'review', shows: 'These are the policies', typed: [RIGHT, '2 of'], keys: '\r' },
  { name: 'format', shows: 'How do you want', keys: '\r' },
  { name: 'directory', shows: 'In which directory', keys: '\r' },
  { name: 'config', shows: 'Keep the answers', keys: '\r' },
  { name: 'workflow', shows: 'Check the role on every', keys: '\r' },
  { name: 'end', shows: 'What to do next', keys: '' },
];

/** A policy that lacks most of what the flow needs, and has something that it does not. */
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::feedback-archive/*' },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::feedback-archive/*' },
  ],
};

const work = mkdtempSync(join(tmpdir(), 'pictures-'));
try {
  const project = join(work, 'feedback');
  mkdirSync(join(project, '.git'), { recursive: true });
  mkdirSync(join(project, '.github'));
  cpSync(join(root, 'examples/json/with-placeholders.json'), join(project, 'flow.json'));
  writeFileSync(join(project, 'policy.json'), `${JSON.stringify(POLICY, undefined, 2)}\n`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await takePictures(project);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function takePictures(project: string): Promise<void> {
  const size = { cols: 100, rows: 34 };
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true });
  const pty = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'flow.json'], {
    name: 'xterm-256color',
    ...size,
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      HOME: project,
      XDG_CACHE_HOME: join(project, '../cache'),
      FORCE_COLOR: '1',
    },
  });
  let last = performance.now();
  pty.onData((data) => {
    last = performance.now();
    terminal.write(data);
  });
  const screen = () => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, at) => active.getLine(active.baseY + at)?.translateToString(true) ?? '',
    ).join('\n');
  };
  /** Waits for a text, and then until nothing moves any more. */
  const settled = async (text: string) => {
    const end = performance.now() + 20_000;
    while (!screen().includes(text) || performance.now() - last < QUIET_MS) {
      if (performance.now() > end) throw new Error(`waited for "${text}" on\n${screen()}`);
      await new Promise((settle) => setTimeout(settle, 20));
    }
  };
  const resize = (columns: number) => {
    terminal.resize(columns, size.rows);
    pty.resize(columns, size.rows);
  };
  try {
    for (const { name, shows, typed, keys, columns } of STEPS) {
      if (columns !== undefined) resize(columns);
      await settled(shows);
      if (typed !== undefined) {
        pty.write(typed[0]);
        await settled(typed[1]);
      }
      if (name !== undefined) {
        writeFileSync(join(out, `${name}.svg`), pictureOf(terminal, `The wizard: ${name}`));
      }
      if (columns !== undefined) resize(size.cols);
      pty.write(keys);
    }
  } finally {
    pty.kill('SIGKILL');
  }
}
