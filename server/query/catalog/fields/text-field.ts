import type { LogField } from '../log-field.ts';

/** A field that is text. */
export const text = (name: string, meaning: string, example?: string): LogField => ({
  name,
  type: 'varchar',
  meaning,
  ...(example !== undefined && { example }),
});
