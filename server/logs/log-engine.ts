import { statSync } from 'node:fs';
import type { LogSummary, PanelResult } from '../protocol/log.ts';
import type { LoadProgress, PanelFailure } from '../protocol/log-engine.ts';
import { sqlFunctions } from '../query/duckdb/functions/all-functions.ts';
import { quoted } from '../query/duckdb/sql-text.ts';
import { fillAddresses } from './address-table.ts';
import { type Lane, openSession, type Session } from './duckdb-session.ts';
import type { CallKind, EngineCalls, OpenParams } from './engine-messages.ts';
import { eventDetail } from './event-detail.ts';
import { createEventPages } from './event-pages.ts';
import { EVENT_COLUMNS } from './loading/line-table.ts';
import { type LoadedLog, loadLog } from './loading/load-log.ts';
import type { LogFacts } from './log-facts.ts';
import { logName } from './order-log-files.ts';
import { profileField } from './profile-field.ts';
import { openKnowledge } from './query/open-knowledge.ts';
import { type QueriedLog, queriedLog } from './query/queried-log.ts';
import { type QueryEngine, queryEngine } from './query/query-engine.ts';
import { runReport } from './run-report.ts';

/** What a call reports before it ends. */
export interface CallReports {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onPanel: (panel: PanelResult | PanelFailure) => void;
}

/** One opened log inside the engine process: answers every call but `open`. */
export interface LogEngine {
  readonly summary: LogSummary;
  call<K extends Exclude<CallKind, 'open'>>(
    kind: K,
    params: EngineCalls[K]['params'],
    reports: CallReports,
    signal: AbortSignal,
  ): Promise<EngineCalls[K]['result']>;
  close(): void;
}

/** Loads a log. Throws `EngineError`, or the signal's reason. */
export async function openEngine(params: OpenParams, reports: CallReports, signal: AbortSignal): Promise<LogEngine> {
  const { paths, folder, limits } = params;
  const knowledge = openKnowledge(params.knowledge);
  const total = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  const session = await openSession(limits, folder);
  try {
    // a long report must not keep a page of events waiting
    const [lane, second, third, pageLane, profileLane, textLane, ...queryLanes] = await lanes(session);
    let reported = -1;
    const onProgress = (done: number) => {
      if (done <= reported) return;
      reported = done;
      reports.onProgress({ done: Math.min(Math.floor(done), total), total });
    };
    const loaded = await loadLog({ paths, lane, folder, limits, onProgress, signal });
    await fillAddresses(lane, knowledge.known.country ?? (() => null));
    session.register(sqlFunctions(knowledge.known));
    await session.lock(loaded.files.map(({ log }) => log.lines));
    signal.throwIfAborted();
    const { summary, facts } = await summarize(lane, loaded, { name: logName(paths), unreadable: knowledge.unreadable });
    const log = queriedLog({ lane: textLane, loaded, facts, knowledge, folder, limits });
    return answering({
      summary,
      log,
      reportLanes: [lane, second, third],
      pages: createEventPages(pageLane, log),
      profileLane,
      queries: queryEngine(queryLanes, log, folder),
      close: () => session.close(),
    });
  } catch (error) {
    session.close();
    throw error;
  }
}

interface Opened {
  readonly summary: LogSummary;
  readonly log: QueriedLog;
  readonly reportLanes: readonly Lane[];
  readonly pages: ReturnType<typeof createEventPages>;
  readonly profileLane: Lane;
  readonly queries: QueryEngine;
  readonly close: () => void;
}

type Answers = { readonly [K in Exclude<CallKind, 'open'>]: (params: EngineCalls[K]['params']) => Promise<EngineCalls[K]['result']> };

function answering({ summary, log, reportLanes, pages, profileLane, queries, close }: Opened): LogEngine {
  const answers = ({ onPanel, onProgress }: CallReports, signal: AbortSignal): Answers => ({
    report: async ({ report, scope }) => {
      await runReport({ lanes: reportLanes, log, report, scope, onPanel, signal });
      return null;
    },
    events: query => pages(query, signal),
    event: async ({ row }) => eventDetail(log.loaded, row),
    profile: asked => profileField(profileLane, log, asked, signal),
    query: run => queries.query(run, onProgress, signal),
    explain: run => queries.explain(run, onProgress, signal),
    exportQuery: ({ run, form, target }) => queries.exportTo(run, form, target, onProgress, signal),
    fields: () => queries.fields(signal),
    eventRow: ({ auditID }) => queries.eventRow(auditID, signal),
  });
  return {
    summary,
    call: (kind, params, reports, signal) => answers(reports, signal)[kind](params),
    close() {
      for (const file of log.loaded.files) file.log.close();
      close();
    },
  };
}

/** Reports have three, pages of events, profiles and the loading of texts one each, queries the rest. */
const lanes = async (session: Session) => {
  const lane = () => session.lane();
  return [
    await lane(),
    await lane(),
    await lane(),
    await lane(),
    await lane(),
    await lane(),
    await lane(),
    await lane(),
    await lane(),
  ] as const;
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Columns whose absence from a whole log is worth telling, under the names of the event's fields. */
const UNTOLD = ['is_event', '__time__', 'sourceIPs', 'impersonatedUser.username'];
const TOLD_COLUMNS = EVENT_COLUMNS.filter(({ name }) => !UNTOLD.includes(name));
const TOLD_NAMES: Readonly<Record<string, string>> = { time: 'stageTimestamp', sourceIP: 'sourceIPs' };

async function summarize(
  lane: Lane,
  loaded: LoadedLog,
  known: Pick<LogSummary, 'name' | 'unreadable'>,
): Promise<{ summary: LogSummary; facts: LogFacts }> {
  const counts = TOLD_COLUMNS.map(({ name }) => `count(${quoted(name)})`).join(', ');
  const { rows } = await lane.query(
    `SELECT count(*), count(DISTINCT auditID), count(auditID), epoch_ms(min(time)), epoch_ms(max(time)), ${counts} FROM line WHERE is_event`,
  );
  const [events, named, withId, from, to, ...present] = rows[0]! as [number, number, number, number | null, number | null, ...number[]];
  const first = loaded.files[0]!.log;
  const summary: LogSummary = {
    ...known,
    format: first.format,
    compression: first.compression,
    bytes: loaded.files.reduce((sum, { log }) => sum + log.bytes, 0),
    events,
    requests: named + events - withId,
    from: from === null ? null : new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
    skippedLines: loaded.skippedLines,
    damaged: loaded.damaged,
    truncated: loaded.files.some(({ log }) => log.truncated),
    missingFields: events === 0 ? [] : TOLD_COLUMNS.filter((_, i) => present[i] === 0).map(({ name }) => TOLD_NAMES[name] ?? name),
  };
  const hasDamage = (await lane.query('SELECT count(*) FROM line')).rows[0]![0] !== events;
  return { summary, facts: { from, to, hasDamage } };
}
