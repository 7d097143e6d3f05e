import { createRequire } from 'node:module';

// Plain JavaScript, since it must also run on the oldest Node.js, which knows no types.

/**
 * The absolute path of a Node.js that npm installed for this repository: see tools/.
 *
 * @param {'current' | 'oldest'} name
 * @returns {string}
 */
export function nodeBinary(name) {
  const platform = `${process.platform}-${process.arch}`;
  // Apple's own chips are the only platform whose package is named otherwise.
  const packageName = platform === 'darwin-arm64' ? `node-bin-${platform}` : `node-${platform}`;
  const require = createRequire(new URL(`../../tools/node-${name}/package.json`, import.meta.url));
  return require.resolve(`${packageName}/bin/node`);
}
