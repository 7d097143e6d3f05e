// Ends the process with exit code 99 at the first attempt to reach a network or to start a program.
const childProcess = require('node:child_process');
const dgram = require('node:dgram');
const dns = require('node:dns');
const { writeSync } = require('node:fs');
const net = require('node:net');

/** @param {string} what */
function forbid(what) {
  return () => {
    writeSync(2, `The command used ${what}.\n`);
    process.exit(99);
  };
}

net.Socket.prototype.connect = forbid('net.Socket.connect');
dgram.createSocket = forbid('dgram.createSocket');
globalThis.fetch = forbid('fetch');
for (const name of /** @type {const} */ (['lookup', 'resolve', 'resolve4', 'resolve6'])) {
  Object.assign(dns, { [name]: forbid(`dns.${name}`) });
  Object.assign(dns.promises, { [name]: forbid(`dns.promises.${name}`) });
}
for (const name of /** @type {const} */ (['spawn', 'exec', 'execFile', 'fork', 'spawnSync'])) {
  Object.assign(childProcess, { [name]: forbid(`child_process.${name}`) });
}
require('node:module').syncBuiltinESMExports();
