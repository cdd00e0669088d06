import type { Lane } from '../duckdb-session.ts';

/** Lanes that are lent for a piece of work each; who finds none free waits for the next. */
export interface LanePool {
  use<T>(signal: AbortSignal, work: (lane: Lane) => Promise<T>): Promise<T>;
}

export function lanePool(lanes: readonly Lane[]): LanePool {
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  const take = (signal: AbortSignal): Promise<Lane> => {
    const lane = free.pop();
    if (lane) return Promise.resolve(lane);
    return new Promise((resolve, reject) => {
      const taker = (freed: Lane) => {
        signal.removeEventListener('abort', giveUp);
        resolve(freed);
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(taker), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.push(taker);
    });
  };
  return {
    async use(signal, work) {
      signal.throwIfAborted();
      const lane = await take(signal);
      try {
        return await work(lane);
      } finally {
        const next = waiting.shift();
        if (next) next(lane);
        else free.push(lane);
      }
    },
  };
}
