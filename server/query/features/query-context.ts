import type { LogSchema } from '../catalog/log-field.ts';

/** What features are told beside a query. */
export interface QueryContext {
  readonly schema: LogSchema;
  /** Values of a field in the opened log, the frequent ones first; none where no log is open. The name is that of the schema. */
  readonly values: (field: string) => readonly string[];
}
