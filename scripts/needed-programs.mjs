// Says which of the programs that the tests run is missing, before anything else is done. Tests may
// run these, what every system has (coreutils), and what npm installs.
import { spawnSync } from 'node:child_process';

const OLDEST_NODE = 20;

const NEEDED = [
  { name: 'git', why: 'the tests of the GitHub Action make repositories with it' },
  { name: 'bash', why: 'the tests run generated scripts and pipes with it' },
];

const problems = NEEDED.filter(
  ({ name }) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status !== 0,
).map(({ name, why }) => `${name} is missing: ${why}.`);
if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  problems.unshift(`Node.js ${OLDEST_NODE} or newer is needed, and this is ${process.version}.`);
}
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length > 0 ? 1 : 0;
