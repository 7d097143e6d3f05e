// Stands in for jq where a machine has none, for the one program that generated scripts give it.
import { readFileSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';

const PROGRAM = `($new[0].Statement | map(.Sid)) as $sids | .Statement =
  ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)`;

/** @param {string} text */
const words = (text) => text.trim().split(/\s+/).join(' ');

const [option, variable, path = '', program = ''] = argv.slice(2);
if (option !== '--slurpfile' || variable !== 'new' || words(program) !== words(PROGRAM)) {
  stderr.write(`This stand-in for jq knows one program only, not ${program}\n`);
  exit(3);
}

/** @typedef {{ Sid?: string }} Statement */
/** @type {{ Statement: Statement[] }} */
const added = JSON.parse(readFileSync(path, 'utf8'));
/** @type {{ Statement: Statement[] }} */
const policy = JSON.parse(readFileSync(0, 'utf8'));
const sids = added.Statement.map(({ Sid }) => Sid);
const kept = policy.Statement.filter(({ Sid }) => !sids.includes(Sid));
stdout.write(
  `${JSON.stringify({ ...policy, Statement: [...kept, ...added.Statement] }, undefined, 2)}\n`,
);
