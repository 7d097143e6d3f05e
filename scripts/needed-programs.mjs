// Says which of the programs that the tests run is missing, before anything else is done. Tests may
// run these, what every system has (coreutils), and what npm installs. `oracles` as an argument asks
// for what only the oracles need, too.
import { spawnSync } from 'node:child_process';

const OLDEST_NODE = 20;

const NEEDED = [
  {
    name: 'git',
    ask: ['--version'],
    why: 'the tests of the GitHub Action make repositories with it',
  },
  { name: 'bash', ask: ['--version'], why: 'the tests run generated scripts and pipes with it' },
];

const ORACLES = [
  {
    name: 'python3',
    ask: ['-c', 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))'],
    why: 'the oracles are Python programs; they need 3.10 or newer with venv (python3-venv)',
  },
];

const needed = process.argv.includes('oracles') ? [...NEEDED, ...ORACLES] : NEEDED;
const problems = needed
  .filter(({ name, ask }) => spawnSync(name, ask, { stdio: 'ignore' }).status !== 0)
  .map(({ name, why }) => `${name} is missing: ${why}.`);
if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  problems.unshift(`Node.js ${OLDEST_NODE} or newer is needed, and this is ${process.version}.`);
}
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length > 0 ? 1 : 0;
