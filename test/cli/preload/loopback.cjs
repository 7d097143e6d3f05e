// Ends the process with exit code 99 at the first attempt to reach anything but this machine, or to
// start a program.
const childProcess = require('node:child_process');
const dgram = require('node:dgram');
const { writeSync } = require('node:fs');
const net = require('node:net');

/**
 * @param {string} what
 * @returns {never}
 */
function end(what) {
  writeSync(2, `The command used ${what}.\n`);
  process.exit(99);
}

const { connect } = net.Socket.prototype;
/** @param {any[]} given */
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  if (options?.host !== '127.0.0.1') {
    end(`a connection to ${options?.host}`);
  }
  return Reflect.apply(connect, this, given);
};
dgram.createSocket = () => end('dgram.createSocket');
for (const name of /** @type {const} */ (['spawn', 'exec', 'execFile', 'fork', 'spawnSync'])) {
  Object.assign(childProcess, { [name]: () => end(`child_process.${name}`) });
}
require('node:module').syncBuiltinESMExports();
