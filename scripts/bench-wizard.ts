// Times the wizard in a real pseudo-terminal: `npm run bench:wizard`. The first frame is measured
// against a bundle that only says hello with Ink, in the same rounds; then keys, with flows of 10
// and of 500 nodes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { build } from 'esbuild';
import { root } from './lib/root.ts';

const rounds = 15;
const presses = 200;
const main = join(root, 'dist/cli/main.js');

const work = mkdtempSync(join(tmpdir(), 'bench-wizard-'));
try {
  writeFileSync(join(work, 'package.json'), '{"type": "module"}');
  const hello = join(work, 'ink/stdin.js');
  await build({
    stdin: {
      contents:
        "import { render, Text } from 'ink'; import { createElement } from 'react'; render(createElement(Text, null, 'It says hello'));",
      resolveDir: root,
      loader: 'js',
    },
    outdir: join(work, 'ink'),
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    external: ['react-devtools-core'],
    logLevel: 'error',
  });
  await firstFrames(hello);
  for (const count of [10, 500]) await keys(count);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function firstFrames(hello: string): Promise<void> {
  const empty = join(work, 'empty');
  mkdirSync(empty);
  const cases = [
    { name: 'Ink that says hello', args: [hello], words: 'It says hello', times: [] as number[] },
    { name: 'first frame', args: [main], words: 'Gives an', times: [] as number[] },
    { name: 'first question', args: [main], words: 'Which flow', times: [] as number[] },
  ];
  for (let round = 0; round <= rounds; round += 1) {
    for (const { args, words, times } of cases) {
      const time = await untilShown(args, words, empty);
      if (round > 0) times.push(time);
    }
  }
  const floor = median(cases[0]?.times ?? []);
  console.log(`Node.js ${process.version}, medians of ${rounds} runs in a pseudo-terminal\n`);
  for (const { name, times } of cases) {
    const time = median(times);
    console.log(
      `${name.padEnd(26)} ${time.toFixed(1).padStart(7)} ms  ${(time / floor).toFixed(2)} x floor`,
    );
  }
}

/** From the start of a process to a text on its terminal. */
async function untilShown(args: readonly string[], words: string, cwd: string): Promise<number> {
  const start = performance.now();
  const pty = open(args, cwd);
  await shows(pty, words);
  const time = performance.now() - start;
  pty.kill('SIGKILL');
  return time;
}

/** From a key to the frame that it changes: moves through the nodes of a flow. */
async function keys(count: number): Promise<void> {
  const directory = join(work, `flow-${count}`);
  mkdirSync(directory);
  writeFileSync(join(directory, 'flow.json'), flowOf(count));
  const pty = open([main, '--account', '123456789012', '--region', 'us-east-1'], directory);
  await shows(pty, 'Which flow');
  for (const words of ['will run', 'exist already', 'must allow']) await enterUntil(pty, words);
  const times: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    const start = performance.now();
    const drawn = nextData(pty);
    pty.write(press % (2 * count - 2) < count - 1 ? '\u001b[B' : '\u001b[A');
    await drawn;
    times.push(performance.now() - start);
    // Ink draws no more than 30 times a second: the next key comes after that.
    await new Promise((settle) => setTimeout(settle, 40));
  }
  pty.kill('SIGKILL');
  console.log(
    `key to frame, ${`${count} nodes`.padEnd(11)} ${median(times).toFixed(1).padStart(7)} ms  worst of ${presses}: ${Math.max(...times).toFixed(1)} ms`,
  );
}

function flowOf(count: number): string {
  const nodes = Array.from({ length: count }, (_, at) => ({
    name: `Ask${at}`,
    type: 'Prompt',
    configuration: {
      prompt: {
        sourceConfiguration: {
          inline: {
            modelId: 'amazon.nova-lite-v1:0',
            templateType: 'TEXT',
            templateConfiguration: { text: { text: '{{x}}' } },
          },
        },
      },
    },
  }));
  return JSON.stringify({ name: 'bench', definition: { nodes, connections: [] } }, undefined, 1);
}

type Pty = ReturnType<typeof spawn>;

function open(args: readonly string[], cwd: string): Pty {
  return spawn(process.execPath, [...args], {
    name: 'xterm-256color',
    cols: 100,
    rows: 40,
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, XDG_CACHE_HOME: join(cwd, '.cache') },
  });
}

/** Waits until a text was written to a terminal; words may be drawn piece by piece. */
function shows(pty: Pty, words: string): Promise<void> {
  return new Promise((settle) => {
    let text = '';
    const listener = pty.onData((data) => {
      text += data;
      if (text.includes(words)) {
        listener.dispose();
        settle();
      }
    });
  });
}

/** A screen that is just drawn does not listen yet: Enter is pressed until it is gone. */
async function enterUntil(pty: Pty, words: string): Promise<void> {
  const shown = shows(pty, words);
  const again = setInterval(() => pty.write('\r'), 300);
  await shown.finally(() => clearInterval(again));
  await new Promise((settle) => setTimeout(settle, 300));
}

function nextData(pty: Pty): Promise<void> {
  return new Promise((settle, fail) => {
    const timer = setTimeout(() => fail(new Error('the key changed nothing')), 5_000);
    const listener = pty.onData(() => {
      clearTimeout(timer);
      listener.dispose();
      settle();
    });
  });
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
