import { logSets } from '../../server/logs/order-log-files.ts';

/** A log that can be chosen: one file, or the parts of a rotated one in the order they were written. */
export interface OfferedLog {
  /** The file that is written to, or was last. */
  readonly newest: string;
  readonly files: readonly string[];
}

/** What `LOG_FILES` finds too much of. */
const LOG_NAME = /\.(log|jsonl|ndjson)([.-]\d[\d-]*)?(\.gz)?$/i;

/** Files of a workspace that may be audit logs by their name, live or rotated; to be looked through by `isLogFile`. */
export const LOG_FILES = '**/*audit*.{log,jsonl,ndjson}*';
export const isLogFile = (path: string): boolean => LOG_NAME.test(path);

/** The logs to choose from: every rotated one as a whole, and the newest file of each by itself. Of a set the parts come first. */
export function offeredLogs(files: readonly string[]): readonly OfferedLog[] {
  return logSets(files).flatMap(set => {
    const newest = set.at(-1)!;
    const whole = { newest, files: set };
    return set.length > 1 ? [whole, { newest, files: [newest] }] : [whole];
  });
}
