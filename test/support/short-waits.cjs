// Makes long waits short, so that tests need not wait as GitHub must be waited for: the Action keeps
// a second, or three, between what it writes. The order of things stays, and so does how often
// something is tried again; nothing in the Action ends when a timer does.
const SHORTEST_WAIT = 250;
const FACTOR = 25;

const real = globalThis.setTimeout;

/**
 * @param {(...args: unknown[]) => void} action
 * @param {number} [delay]
 * @param {unknown[]} args
 */
function short(action, delay = 0, ...args) {
  return real(action, delay >= SHORTEST_WAIT ? delay / FACTOR : delay, ...args);
}

globalThis.setTimeout = /** @type {typeof setTimeout} */ (Object.assign(short, real));
