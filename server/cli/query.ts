import type { KnowledgeFiles } from '../logs/query/open-knowledge.ts';
import type { OpenLog } from '../protocol/log-engine.ts';
import type { QueryRefusal, QueryResult, QueryRun } from '../protocol/query.ts';
import { LIST_KINDS, type ListKind } from '../query/duckdb/functions/address-functions.ts';
import { csvText } from '../query/result/csv-text.ts';
import { eventTable } from '../reports/event-table.ts';
import { CannotRun } from './cannot-run.ts';
import { withLog } from './open-logs.ts';
import { printable } from './printable.ts';
import { problemsText } from './problems-text.ts';
import { tableText } from './query-table.ts';
import { readInput } from './read-text.ts';
import { runCommand } from './run-command.ts';
import { knownZone, readTime } from './time-options.ts';
import { writeResult } from './write-out.ts';

export interface QueryOptions {
  readonly query?: string;
  readonly file?: string;
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
  readonly limit: string;
  readonly format: 'table' | 'json' | 'csv' | 'parquet';
  readonly output?: string;
  readonly cityDatabase?: string;
  readonly networkDatabase?: string;
  readonly securityList: readonly string[];
}

/** As many rows as SLS hands out at most. */
const MAX_LIMIT = 1_000_000;

/** `auditscope query`: 0, or 2 where the query is wrong or something could not be read or written. */
export function query(logs: readonly string[], options: QueryOptions): Promise<number> {
  return runCommand(async () => {
    if (options.format === 'parquet' && options.output === undefined)
      throw new CannotRun('--format parquet needs --output FILE: it is no text');
    const { text, source } = queryText(logs, options);
    const run: QueryRun = { text, ...scopeAndLimit(options), timeout: 0 };
    const knowledge = knowledgeFiles(options);
    const refused = await withLog(logs, (log, signal) => answer(log, run, options, signal), { knowledge });
    if (refused) process.stderr.write(problemsText(source, text, refused.problems));
    return refused ? 2 : 0;
  });
}

function queryText(logs: readonly string[], { query: text, file }: QueryOptions): { readonly text: string; readonly source: string } {
  if (text !== undefined && file !== undefined) throw new CannotRun('give either --query QUERY or --file FILE, not both');
  if (text !== undefined) return { text, source: '--query' };
  if (file === undefined) throw new CannotRun('give the query: --query QUERY or --file FILE');
  if (file === '-' && logs.includes('-')) throw new CannotRun('standard input cannot be the log and the query at once');
  return { text: readInput(file, 'query'), source: file === '-' ? 'standard input' : file };
}

function scopeAndLimit({ from, to, timeZone, limit }: QueryOptions): Pick<QueryRun, 'scope' | 'limit'> {
  if (!/^\d+$/.test(limit) || Number(limit) > MAX_LIMIT)
    throw new CannotRun(`--limit ${printable(limit)}: write a number from 0 to ${MAX_LIMIT}`);
  const range = {
    ...(from !== undefined && { from: readTime('--from ', from) }),
    ...(to !== undefined && { to: readTime('--to ', to) }),
  };
  if (range.from !== undefined && range.to !== undefined && range.from >= range.to) throw new CannotRun('--from must be before --to');
  return { scope: { filters: [], ...range, timeZone: knownZone(timeZone) }, limit: Number(limit) };
}

function knowledgeFiles({ cityDatabase, networkDatabase, securityList }: QueryOptions): Omit<KnowledgeFiles, 'countries'> {
  const lists: Partial<Record<ListKind, string[]>> = {};
  for (const option of securityList) {
    const at = option.indexOf('=');
    const kind = LIST_KINDS.find(known => known === option.slice(0, Math.max(0, at)));
    if (!kind) throw new CannotRun(`--security-list ${printable(option)}: write KIND=FILE with one of ${LIST_KINDS.join(', ')}`);
    lists[kind] = [...(lists[kind] ?? []), option.slice(at + 1)];
  }
  return {
    lists,
    setBy: { cities: '--city-database FILE', networks: '--network-database FILE', lists: '--security-list KIND=FILE' },
    ...(cityDatabase !== undefined && { cities: cityDatabase }),
    ...(networkDatabase !== undefined && { networks: networkDatabase }),
  };
}

/** Runs the query and writes its result; resolves to why it was refused. */
async function answer(
  log: OpenLog,
  run: QueryRun,
  { format, output }: QueryOptions,
  signal: AbortSignal,
): Promise<QueryRefusal | undefined> {
  const { unreadable, skippedLines } = log.summary;
  // an answer without a list that was named would say that nothing is on it
  if (unreadable.length > 0) throw new CannotRun(unreadable.join('\n'));
  if (format === 'parquet') {
    const written = await log.exportQuery(run, format, output!, signal);
    return 'kind' in written ? written : undefined;
  }
  const result = await log.query(run, signal);
  if (result.kind === 'refused') return result;
  writeResult(output, resultText(result, format, run.scope.timeZone, skippedLines));
  const damage =
    skippedLines === 0
      ? []
      : [
          `${skippedLines} ${skippedLines === 1 ? 'line of the log is no event and is' : 'lines of the log are no events and are'} left out.`,
        ];
  if (format !== 'json') process.stderr.write([...result.notes, ...damage].map(note => `note: ${printable(note)}\n`).join(''));
  return undefined;
}

function resultText(result: QueryResult, format: 'table' | 'json' | 'csv', timeZone: string, skippedLines: number): string {
  const { columns, rows, notes, cut } = result;
  if (format === 'csv') return csvText(columns, rows);
  if (format === 'json')
    return `${JSON.stringify({ columns, rows, ...(cut && { cut }), ...(notes.length > 0 && { notes }), skipped: { lines: skippedLines } })}\n`;
  return tableText(
    result.kind === 'events' ? withoutJson(eventTable(result, timeZone)) : result,
    process.stdout.isTTY ? process.stdout.columns : undefined,
  );
}

/** Whole events are for programs. */
const withoutJson = (table: QueryResult): QueryResult => ({
  ...table,
  columns: table.columns.slice(0, -1),
  rows: table.rows.map(row => row.slice(0, -1)),
});
