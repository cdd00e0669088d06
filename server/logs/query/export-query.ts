import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportForm, QueryRefusal } from '../../protocol/query.ts';
import { runTimeError } from '../../query/duckdb/run-time-error.ts';
import { literal, quoted } from '../../query/duckdb/sql-text.ts';
import { csvText } from '../../query/result/csv-text.ts';
import { uniqueNames } from '../../query/result/unique-names.ts';
import type { Lane } from '../duckdb-session.ts';
import { EngineError } from '../engine-error.ts';
import { type RunContext, readyQuery, runQuery } from './run-query.ts';

export interface ExportContext extends RunContext {
  readonly form: ExportForm;
  /** Where the file is to be; it is written whole, or not at all. */
  readonly target: string;
  /** A folder of the engine's own, which the database may write into. */
  readonly folder: string;
  /** Names of files inside are made with this. */
  readonly ordinal: number;
}

/** Writes the rows of a query into a file. Throws `EngineError` where that cannot be written. */
export async function exportQuery(lane: Lane, text: string, context: ExportContext): Promise<{ readonly rows: number } | QueryRefusal> {
  return context.form === 'parquet' ? exportParquet(lane, text, context) : exportText(lane, text, context);
}

async function exportText(lane: Lane, text: string, context: ExportContext) {
  const result = await runQuery(lane, text, context);
  if (result.kind === 'refused') return result;
  const { columns, rows } = result;
  const part = `${context.target}.part-${process.pid}`;
  try {
    const file = await open(part, 'w');
    try {
      await file.writeFile(context.form === 'csv' ? csvText(columns, rows) : `${JSON.stringify({ columns, rows })}\n`, {
        signal: context.signal,
      });
    } finally {
      await file.close();
    }
    renameSync(part, context.target);
  } catch (error) {
    rmSync(part, { force: true });
    context.signal.throwIfAborted();
    throw notWritten(context.target, error);
  }
  return { rows: rows.length };
}

/** Parquet keeps the types of the database; times are those that the zone's clock shows. */
async function exportParquet(lane: Lane, text: string, context: ExportContext) {
  const ready = await readyQuery(lane, text, context);
  if ('kind' in ready) return ready;
  const { compiled, analysed } = ready;
  if (!analysed.query.sql)
    throw new EngineError('failed', 'a search gives whole events, which Parquet has no columns for: add | select …, or choose CSV or JSON');
  const { signal, limit, scope, target, folder, ordinal } = context;
  const names = uniqueNames(compiled.columns.map(column => column.name));
  const inside = join(folder, `export-${ordinal}.parquet`);
  try {
    const rows = await lane.rows(
      `COPY (SELECT * FROM (${compiled.sql}) AS result(${names.map(quoted).join(', ')})${compiled.limited ? '' : ` LIMIT ${limit}`}) TO ${literal(inside)} (FORMAT parquet)`,
      scope.timeZone,
      signal,
    );
    copyWhole(inside, target);
    return { rows: Number(rows[0]?.[0] ?? 0) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EngineError) throw error;
    throw new EngineError('failed', runTimeError(error instanceof Error ? error.message : String(error)));
  } finally {
    rmSync(inside, { force: true });
  }
}

function copyWhole(from: string, target: string): void {
  const part = `${target}.part-${process.pid}`;
  try {
    copyFileSync(from, part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw notWritten(target, error);
  }
}

const notWritten = (target: string, error: unknown) =>
  new EngineError('failed', `${target} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
