import type { FilterField } from '../protocol/log.ts';

/** Filters that are parameters of the built-in reports, each named as its field; the others have no name there. */
export const FILTER_PARAMETERS = ['namespace', 'user', 'status'] as const satisfies readonly FilterField[];

/** The bounds of a report's time range that are parameters. */
export const TIME_PARAMETERS = ['from', 'to'] as const;

/** The conditions of a report by name, as the command line takes them. */
export type ReportParameters = Readonly<Record<string, readonly string[]>>;
