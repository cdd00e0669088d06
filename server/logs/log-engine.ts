import { statSync } from 'node:fs';
import type { EventDetail, LogSummary, PanelResult } from '../protocol/log.ts';
import type { LoadProgress, PanelFailure } from '../protocol/log-engine.ts';
import { makeAccounts } from './account-table.ts';
import { fillAddresses, openCountries } from './address-table.ts';
import { type Lane, openSession, type Session } from './duckdb-session.ts';
import { EngineError } from './engine-error.ts';
import type { CallKind, EngineCalls, OpenParams } from './engine-messages.ts';
import { createEventPages } from './event-pages.ts';
import { EVENT_COLUMNS, quoted } from './event-table.ts';
import { type LoadedLog, loadLog } from './load-log.ts';
import { type LogFacts, scopeLog } from './log-scope.ts';
import { profileField } from './profile-field.ts';
import { readRange } from './read-range.ts';
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
  const total = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  const session = await openSession(limits, folder);
  try {
    // a long report must not keep a page of events waiting
    const [lane, second, third, pageLane, profileLane] = await lanes(session);
    let reported = -1;
    const onProgress = (done: number) => {
      if (done <= reported) return;
      reported = done;
      reports.onProgress({ done: Math.min(Math.floor(done), total), total });
    };
    const loaded = await loadLog({ paths, lane, folder, limits, onProgress, signal });
    await fillAddresses(lane, openCountries(params.countries));
    await makeAccounts(lane);
    await session.lock();
    signal.throwIfAborted();
    const { summary, facts } = await summarize(lane, loaded);
    return answering({
      summary,
      facts,
      loaded,
      reportLanes: [lane, second, third],
      pages: createEventPages(pageLane, facts),
      profileLane,
      close: () => session.close(),
    });
  } catch (error) {
    session.close();
    throw error;
  }
}

interface Opened {
  readonly summary: LogSummary;
  readonly facts: LogFacts;
  readonly loaded: LoadedLog;
  readonly reportLanes: readonly Lane[];
  readonly pages: ReturnType<typeof createEventPages>;
  readonly profileLane: Lane;
  readonly close: () => void;
}

type Answers = { readonly [K in Exclude<CallKind, 'open'>]: (params: EngineCalls[K]['params']) => Promise<EngineCalls[K]['result']> };

function answering({ summary, facts, loaded, reportLanes, pages, profileLane, close }: Opened): LogEngine {
  const answers = (onPanel: CallReports['onPanel'], signal: AbortSignal): Answers => ({
    report: async ({ report, scope }) => {
      await runReport(reportLanes, report, scopeLog(scope, facts), onPanel, signal);
      return null;
    },
    events: query => pages(query, signal),
    event: async ({ row }) => eventDetail(loaded, row),
    profile: ({ field, scope, limit }) => profileField(profileLane, field, scope, limit, facts, signal),
  });
  return {
    summary,
    call: (kind, params, { onPanel }, signal) => answers(onPanel, signal)[kind](params),
    close() {
      for (const { log } of loaded.files) log.close();
      close();
    },
  };
}

const lanes = async (session: Session) =>
  [await session.lane(), await session.lane(), await session.lane(), await session.lane(), await session.lane()] as const;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Columns whose absence from a whole log is worth telling, under the names of the event's fields. */
const TOLD_COLUMNS = EVENT_COLUMNS.filter(({ name }) => name !== 'is_event' && name !== 'impersonatedUser.username');
const TOLD_NAMES: Readonly<Record<string, string>> = { time: 'stageTimestamp', sourceIP: 'sourceIPs' };

async function summarize(lane: Lane, loaded: LoadedLog): Promise<{ summary: LogSummary; facts: LogFacts }> {
  const counts = TOLD_COLUMNS.map(({ name }) => `count(${quoted(name)})`).join(', ');
  const { rows } = await lane.query(
    `SELECT count(*), count(DISTINCT auditID), count(auditID), epoch_ms(min(time)), epoch_ms(max(time)), ${counts} FROM line WHERE is_event`,
  );
  const [events, named, withId, from, to, ...present] = rows[0]! as [number, number, number, number | null, number | null, ...number[]];
  const first = loaded.files[0]!.log;
  const others = loaded.files.length - 1;
  const summary: LogSummary = {
    name: others === 0 ? first.name : `${first.name} and ${others} more`,
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
  return { summary, facts: { from, to, hasDamage, hasNameless: withId < events } };
}

/** The JSON text of an event as it stands in its file. */
function eventDetail({ files }: LoadedLog, row: number): EventDetail {
  const file = files.findLast(({ firstRow }) => firstRow <= row);
  const place = file?.log.places.locate(row - file.firstRow);
  if (!file || !place) throw new EngineError('failed', `the log has no event ${row}`);
  const text = readRange(file.log.file, place.start, place.end).toString('utf8').trim();
  return { row, line: place.line, text, ...(files.length > 1 && { file: file.log.name }) };
}
