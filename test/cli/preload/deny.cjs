// Denies access to every path that ends in DENIED_SUFFIX, in whatever way the command opens files:
// permissions do not stop a test that runs as root.
const fs = require('node:fs');
const promises = require('node:fs/promises');

const suffix = process.env.DENIED_SUFFIX ?? '';

/**
 * Replaces a function that takes a path by one that refuses some paths.
 *
 * @param {Record<string, Function>} owner
 * @param {string} name
 * @param {(denial: Error, done: unknown) => unknown} refuse
 */
function deny(owner, name, refuse) {
  const original = owner[name] ?? (() => undefined);
  /**
   * @param {string} path
   * @param {unknown[]} rest
   */
  owner[name] = (path, ...rest) => {
    if (!String(path).endsWith(suffix)) {
      return Reflect.apply(original, owner, [path, ...rest]);
    }
    const error = new Error(`EACCES: permission denied, ${name} '${path}'`);
    return refuse(Object.assign(error, { code: 'EACCES', syscall: name, path }), rest.at(-1));
  };
}

for (const name of ['open', 'readFile', 'writeFile', 'mkdir', 'rename']) {
  deny(/** @type {any} */ (promises), name, (denial) => Promise.reject(denial));
  deny(/** @type {any} */ (fs), name, (denial, done) => {
    if (typeof done === 'function') {
      process.nextTick(done, denial);
    }
  });
  deny(/** @type {any} */ (fs), `${name}Sync`, (denial) => {
    throw denial;
  });
}
require('node:module').syncBuiltinESMExports();
