import type { EngineLimits } from '../../protocol/log-engine.ts';
import type { LogSchema } from '../../query/catalog/log-field.ts';
import { LOG_FIELDS, logSchema } from '../../query/catalog/log-fields.ts';
import type { Lane } from '../duckdb-session.ts';
import { EngineError } from '../engine-error.ts';
import type { LoadedLog } from '../loading/load-log.ts';
import type { LogFacts } from '../log-facts.ts';
import { discoverFields } from './discover-fields.ts';
import type { LocatedField } from './event-path.ts';
import { loadEventText } from './event-text.ts';
import { type KnownValues, knownValues } from './known-values.ts';
import type { Knowledge } from './open-knowledge.ts';
import { type SharedWork, shareWork } from './shared-work.ts';

/** The opened log as queries see it. What most of them do without is read when the first one needs it. */
export interface QueriedLog {
  readonly loaded: LoadedLog;
  readonly facts: LogFacts;
  readonly values: KnownValues;
  /** Lacking in the functions that ask databases and lists, by the name of a function. */
  readonly lacks: Knowledge['lacks'];
  readonly constants: Knowledge['constants'];
  /** Makes sure that the text of the events is there. */
  loadText(signal: AbortSignal, onProgress?: (share: number) => void): Promise<void>;
  /** The fields that events of this log have. */
  findFields(signal: AbortSignal, onProgress?: (share: number) => void): Promise<ReadonlyMap<string, LocatedField>>;
  /** Those fields, as far as somebody looked for them. */
  readonly foundFields: ReadonlyMap<string, LocatedField> | undefined;
}

interface Queried {
  /** For what is done once, beside the queries. */
  readonly lane: Lane;
  readonly loaded: LoadedLog;
  readonly facts: LogFacts;
  readonly knowledge: Pick<Knowledge, 'lacks' | 'constants'>;
  readonly folder: string;
  readonly limits: EngineLimits;
}

export function queriedLog({ lane, loaded, facts, knowledge, folder, limits }: Queried): QueriedLog {
  const total = loaded.files.reduce((sum, { log }) => sum + log.size, 0);
  const listeners = new Set<(share: number) => void>();
  const onProgress = (done: number) => {
    for (const listener of listeners) listener(Math.min(1, done / total));
  };
  const text = shareWork(signal => loadEventText({ lane, loaded, folder, limits, onProgress, signal }).catch(describe));
  const fields = shareWork(signal => discoverFields(lane, signal));
  const listening = async <T>(work: SharedWork<T>, signal: AbortSignal, listener?: (share: number) => void): Promise<T> => {
    if (listener) listeners.add(listener);
    try {
      return await work.get(signal);
    } finally {
      if (listener) listeners.delete(listener);
    }
  };
  const loadText: QueriedLog['loadText'] = (signal, listener) => listening(text, signal, listener);
  return {
    loaded,
    facts,
    lacks: knowledge.lacks,
    constants: knowledge.constants,
    values: knownValues(),
    loadText,
    async findFields(signal, listener) {
      if (fields.result) return fields.result;
      await loadText(signal, listener);
      return fields.get(signal);
    },
    get foundFields() {
      return fields.result;
    },
  };
}

/** What keeps the text of the events from being loaded, in plain words. */
function describe(error: unknown): never {
  if (
    error instanceof Error &&
    /Out of Memory|out of memory|max_temp_directory_size|No space left|could not (write|allocate)/i.test(error.message)
  )
    throw new EngineError(
      'failed',
      'the text of the events does not fit into the memory and the temporary space that the log engine may use',
    );
  throw error;
}

/** The names that a query of this log can use: those of the catalogue, and those that were found. */
export function schemaOf(log: QueriedLog): LogSchema {
  return log.foundFields ? logSchema([...log.foundFields.values()], true) : logSchema();
}

/** What a star stands for: the fields that the log has, in the order of the catalogue. */
export function foundSchema(found: ReadonlyMap<string, LocatedField>): LogSchema {
  const known = logSchema([...found.values()], true);
  const always = new Set(['__time__']);
  const names = new Set(LOG_FIELDS.map(field => field.name));
  const fields = known.fields.filter(({ name }) => always.has(name) || found.has(name.toLowerCase()));
  return { ...known, fields: [...fields.filter(f => names.has(f.name)), ...fields.filter(f => !names.has(f.name))] };
}
