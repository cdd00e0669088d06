import { availableParallelism } from 'node:os';
import type { EngineLimits } from '../protocol/log-engine.ts';

interface ChosenLimits {
  readonly memoryMegabytes: number;
  /** 0: one per processor, at most four. */
  readonly threads: number;
  readonly temporaryFolder: string;
}

/** The limits of an engine process: what the caller chose, and what is always the same. */
export const engineLimits = ({ memoryMegabytes, threads, temporaryFolder }: ChosenLimits): EngineLimits => ({
  memoryMegabytes: Math.max(256, memoryMegabytes),
  threads: threads > 0 ? threads : Math.min(4, availableParallelism()),
  temporaryFolder,
  maxEventBytes: 64 << 20,
  maxTemporaryBytes: 64 * 2 ** 30,
});
