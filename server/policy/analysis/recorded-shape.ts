import { type Level, recordsBodies, STAGES, type Stage } from '../../kubernetes/audit.ts';
import type { PolicySpec } from '../policy-spec.ts';

/** What a decision lets the server write. Two decisions that record the same have the same `key`. */
export interface RecordedShape {
  readonly key: string;
  readonly level: Level;
  /** The stages at which an event is written, in the order they occur; empty where nothing is. */
  readonly stages: readonly Stage[];
  readonly omitManagedFields: boolean;
}

/**
 * What each rule of a policy lets the server write, and last what it writes where no rule decides. Level `None` and all
 * stages omitted are the same: nothing. Managed fields matter only where bodies are recorded.
 */
export function recordedShapes(policy: PolicySpec): readonly RecordedShape[] {
  const ofRules = policy.rules.map(r =>
    shape(r.level, [...policy.omitStages, ...r.omitStages], r.omitManagedFields ?? policy.omitManagedFields),
  );
  return [...ofRules, shape('None', [], false)];
}

function shape(level: Level, omitted: readonly Stage[], omitManagedFields: boolean): RecordedShape {
  const stages = level === 'None' ? [] : STAGES.filter(s => !omitted.includes(s));
  if (stages.length === 0) return { key: 'nothing', level: 'None', stages: [], omitManagedFields: false };
  const managed = recordsBodies(level) && omitManagedFields;
  return { key: `${level} ${stages.join(' ')} ${managed}`, level, stages, omitManagedFields: managed };
}
