// Times whole runs of the built command: `npm run bench`, or `npm run bench -- PATH_TO_NODE` to run
// them with another Node.js. Each round runs every case and a floor once, a Node.js that does
// nothing, so that all of them meet the same noise of the machine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/root.ts';

const rounds = 15;
const node = process.argv[2] ?? process.execPath;
const place = ['--account', '123456789012', '--region', 'us-east-1'];
const template = 'examples/cloudformation/document-qa.yaml';
const flow = 'examples/json/support-triage.json';

interface Case {
  name: string;
  args: string[];
  needs?: string;
}

const main = 'dist/cli/main.js';
const floor: Case = { name: 'floor (node -e 0)', args: ['-e', '0'] };
const cases: Case[] = [
  { name: '--version', args: [main, '--version'] },
  { name: 'generate, JSON flow', args: [main, 'generate', flow, ...place], needs: flow },
  {
    name: 'generate, CloudFormation',
    args: [main, 'generate', template, '--format', 'cloudformation', ...place],
    needs: template,
  },
];

const present = cases.filter(({ needs }) => !needs || existsSync(join(root, needs)));
const runs = [floor, ...present].map((run) => ({ run, times: [] as number[] }));

// The first round only warms the file cache.
for (let round = 0; round <= rounds; round += 1) {
  for (const { run, times } of runs) {
    const time = milliseconds(run);
    if (round > 0) times.push(time);
  }
}

const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
console.log(`Node.js ${version}, medians of ${rounds} runs\n`);
const floorMedian = median(runs[0]?.times ?? []);
for (const { run, times } of runs) {
  const time = median(times);
  const ratio = (time / floorMedian).toFixed(2);
  console.log(`${run.name.padEnd(26)} ${time.toFixed(1).padStart(7)} ms  ${ratio} x floor`);
}
for (const { name, needs } of cases.filter((run) => !present.includes(run))) {
  console.log(`${name.padEnd(26)} skipped: there is no ${needs}`);
}

function milliseconds({ name, args }: Case): number {
  const start = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(node, args, { cwd: root, encoding: 'utf8' });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw error;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return time;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
