import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PanelResult } from '../protocol/log.ts';
import type { EngineLimits, LoadProgress, OpenLog, PanelFailure } from '../protocol/log-engine.ts';
import { EngineError } from './engine-error.ts';
import { makeEngineFolder } from './engine-folder.ts';
import type { CallKind, EngineCalls, FromEngine } from './engine-messages.ts';
import type { KnowledgeFiles } from './query/open-knowledge.ts';

export interface OpenLogOptions {
  /** Read as one log, in this order. */
  readonly files: readonly string[];
  /** The bundled engine. */
  readonly engine: string;
  readonly limits: EngineLimits;
  /** The country database; by default beside the engine. */
  readonly countries?: string;
  /** Databases and lists of the user's that functions over addresses ask. */
  readonly knowledge?: Omit<KnowledgeFiles, 'countries'>;
  /** Longest time a call may take, loading apart; milliseconds. */
  readonly timeout?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

interface Pending {
  readonly resolve: (result: EngineCalls[CallKind]['result']) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly onPanel?: (panel: PanelResult | PanelFailure) => void;
}

interface CallOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly onPanel?: (panel: PanelResult | PanelFailure) => void;
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT = 5 * 60_000;
/** Milliseconds an engine has to end by itself. */
const STOP_LIMIT = 1000;

/**
 * Opens a log in a process of its own. Rejects with `EngineError`, or with the signal's reason where it was cancelled; the
 * process and its folder are gone then.
 */
export async function openLog(options: OpenLogOptions): Promise<OpenLog> {
  const { files, engine, limits, onProgress, signal, timeout = TIMEOUT } = options;
  signal?.throwIfAborted();
  const folder = makeEngineFolder(limits.temporaryFolder, Date.now());
  const { call, stop, gone } = startEngine(engine, folder);
  const countries = options.countries ?? join(dirname(engine), 'iptoasn-country.mmdb');
  try {
    const params = { paths: files, folder, limits, knowledge: { ...options.knowledge, countries } };
    const summary = await call('open', params, { signal, ...(onProgress && { onProgress }) });
    return {
      summary,
      report: async (report, scope, onPanel, stopped) => {
        await call('report', { report, scope }, { onPanel, timeout, signal: stopped });
      },
      events: (query, stopped) => call('events', query, { timeout, signal: stopped }),
      event: (row, stopped) => call('event', { row }, { timeout, signal: stopped }),
      profile: (field, scope, limit, stopped) => call('profile', { field, scope, limit }, { timeout, signal: stopped }),
      query: (run, stopped, onLoad) => call('query', run, { timeout, signal: stopped, ...(onLoad && { onProgress: onLoad }) }),
      explain: (run, stopped) => call('explain', run, { timeout, signal: stopped }),
      exportQuery: (run, form, target, stopped) => call('exportQuery', { run, form, target }, { timeout, signal: stopped }),
      fields: stopped => call('fields', null, { timeout, signal: stopped }),
      eventRow: (auditID, stopped) => call('eventRow', { auditID }, { timeout, signal: stopped }),
      ended: gone,
      close: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts an engine process. It ends with `stop`; its folder goes with it, however it ends. */
function startEngine(entry: string, folder: string) {
  const child = fork(entry, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // not the caller's: an inspector port, for one, can be had only once
    execArgv: [],
    // Electron's executable is Node only with this
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let ended: EngineError | undefined;
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-2000);
  });
  let closing = false;
  const gone = new Promise<EngineError | null>(resolve => {
    const end = (reason: string) => {
      if (ended) return;
      ended = new EngineError('crashed', `the log engine has ended${reason}${words.trim() === '' ? '' : `: ${errorLine(words)}`}`);
      for (const { reject } of pending.values()) reject(ended);
      pending.clear();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      resolve(closing ? null : ended);
    };
    child.on('close', (code, killedBy) => end(killedBy ? ` (${killedBy})` : code ? ` (exit code ${code})` : ''));
    child.on('error', error => end(` (${error.message})`));
  });
  child.on('message', (message: FromEngine) => receive(pending, message));

  function call<K extends CallKind>(kind: K, params: EngineCalls[K]['params'], options: CallOptions): Promise<EngineCalls[K]['result']> {
    const { signal, timeout, onProgress, onPanel } = options;
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      if (signal?.aborted) return reject(signal.reason);
      const id = ++lastId;
      const cancel = (reason: unknown) => {
        if (!pending.delete(id)) return;
        tidy();
        post(child, { id, kind: 'cancel' });
        reject(reason);
      };
      const onAbort = () => cancel(signal?.reason);
      const limit = timeout ?? 0;
      const clock =
        limit > 0 ? setTimeout(() => cancel(new EngineError('timeout', `no answer within ${limit / 1000} s`)), limit) : undefined;
      const tidy = () => {
        clearTimeout(clock);
        signal?.removeEventListener('abort', onAbort);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      pending.set(id, {
        resolve: result => {
          tidy();
          resolve(result as EngineCalls[K]['result']);
        },
        reject: error => {
          tidy();
          reject(error);
        },
        ...(onProgress && { onProgress }),
        ...(onPanel && { onPanel }),
      });
      post(child, { id, kind, params });
    });
  }

  const stop = async () => {
    closing = true;
    // not at once: it tidies up by itself, since this process may be gone before it could
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
    await gone;
    clearTimeout(late);
  };
  return { call, stop, gone };
}

function post(child: ChildProcess, message: object): void {
  // a process that is just ending is reported by its own event
  if (child.connected) child.send(message, () => undefined);
}

function receive(pending: Map<number, Pending>, message: FromEngine): void {
  const call = pending.get(message.id);
  if (!call) return;
  if (message.kind === 'progress') call.onProgress?.(message.progress);
  else if (message.kind === 'panel') call.onPanel?.(message.panel);
  else {
    pending.delete(message.id);
    if (message.kind === 'result') call.resolve(message.result);
    else call.reject(new EngineError(message.code, message.message));
  }
}

/** The line that says what went wrong, of what a dying process wrote. */
const errorLine = (text: string): string => {
  const lines = text.trim().split('\n');
  return (lines.find(line => /error/i.test(line)) ?? lines.at(-1)!).trim().slice(0, 300);
};
