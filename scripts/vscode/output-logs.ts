import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the channel "Auditscope" and the extension hosts wrote, by file name; for tests and for the curious. */
export function outputLogs(userData: string): ReadonlyMap<string, string> {
  const files = globSync(join(userData, 'logs/**/*.log')).filter(file => /auditscope|exthost|extension/i.test(file));
  return new Map(files.map(file => [basename(file), readFileSync(file, 'utf8')]));
}
