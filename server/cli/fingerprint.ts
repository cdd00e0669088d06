import { createHash } from 'node:crypto';

/** Short name of what a finding is about; the same parts give the same name in every version: baselines keep it. */
export const fingerprint = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
