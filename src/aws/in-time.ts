/**
 * Waits no longer than until a signal. Credentials may be fetched before a request: that is no part
 * of it, and takes time too.
 */
export function inTime<Result>(result: Promise<Result>, end: AbortSignal): Promise<Result> {
  return new Promise((settle, fail) => {
    end.addEventListener('abort', () => fail(end.reason), { once: true });
    result.then(settle, fail);
  });
}
