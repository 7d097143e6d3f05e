// Does something at the first time that the command calls one function of `node:fs/promises` with a
// path that ends in a suffix: edits a file as another program would, or ends the command at once.
// What is to be done stands in MEANWHILE, as JSON: call, suffix, and file and text, or nothing.
const { writeFileSync } = require('node:fs');
const promises = require('node:fs/promises');

const { call, suffix, file, text } = JSON.parse(process.env.MEANWHILE ?? '{}');
const functions = /** @type {Record<string, Function>} */ (/** @type {unknown} */ (promises));
const original = functions[call] ?? (() => undefined);
let isDone = false;

/**
 * @param {string} path
 * @param {unknown[]} rest
 */
functions[call] = (path, ...rest) => {
  if (!isDone && String(path).endsWith(suffix)) {
    isDone = true;
    if (file === undefined) {
      process.kill(process.pid, 'SIGKILL');
    } else {
      writeFileSync(file, text);
    }
  }
  return Reflect.apply(original, promises, [path, ...rest]);
};
require('node:module').syncBuiltinESMExports();
