/** Work that is done once for all who ask for it. It is given up when nobody waits any more, and done anew when it failed. */
export interface SharedWork<T> {
  /** The result so far, once there is one. */
  readonly result: T | undefined;
  /** Rejects with the signal's reason where this caller gave up, and with what the work failed with. */
  get(signal: AbortSignal): Promise<T>;
}

export function shareWork<T>(work: (signal: AbortSignal) => Promise<T>): SharedWork<T> {
  let running: { readonly promise: Promise<T>; readonly stop: AbortController; waiting: number } | undefined;
  let result: T | undefined;
  const start = () => {
    const stop = new AbortController();
    const promise = work(stop.signal);
    const mine = { promise, stop, waiting: 0 };
    running = mine;
    promise.then(
      value => {
        result = value;
      },
      () => {
        if (running === mine) running = undefined;
      },
    );
    return mine;
  };
  return {
    get result() {
      return result;
    },
    async get(signal) {
      signal.throwIfAborted();
      // what nobody waits for is ending already
      const mine = running && !running.stop.signal.aborted ? running : start();
      mine.waiting++;
      let onAbort = () => {};
      const givenUp = new Promise<never>((_, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
      });
      try {
        return await Promise.race([mine.promise, givenUp]);
      } finally {
        signal.removeEventListener('abort', onAbort);
        mine.waiting--;
        if (mine.waiting === 0 && signal.aborted) mine.stop.abort(signal.reason);
      }
    },
  };
}
