import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The lines of a gzipped JSON lines file, relative to the folder `test`. */
export const vectors = <T>(file: string): T[] =>
  gunzipSync(readFileSync(new URL(`../../${file}`, import.meta.url)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T);
