import type { Level } from '../kubernetes/audit.ts';

/** The marks of the levels, the same everywhere: one letter or two that grow with the level. */
export const LEVEL_MARKS: Readonly<Record<Level, string>> = { None: '–', Metadata: 'M', Request: 'R', RequestResponse: 'RR' };
