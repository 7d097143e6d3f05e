// Runs `node` with the given arguments, on Node.js 24 even where the machine has an older one:
// vitest needs that, and so do the scripts in TypeScript.
import { spawnSync } from 'node:child_process';
import { nodeBinary } from './lib/node-binaries.mjs';

const isCurrent = Number.parseInt(process.versions.node, 10) >= 24;
const node = isCurrent ? process.execPath : nodeBinary('current');
const { status, signal, error } = spawnSync(node, process.argv.slice(2), { stdio: 'inherit' });
if (error) throw error;
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 1;
