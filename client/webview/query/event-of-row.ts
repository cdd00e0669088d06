import type { QueryResult } from '../../../server/protocol/query.ts';

/** Which event a row stands for: by its place in the log, or by the request it names; null where neither is known. */
export function eventOfRow(result: QueryResult, row: number): { readonly row: number | null; readonly auditID: string | null } | null {
  const event = result.eventRows?.[row];
  if (event !== undefined) return { row: event, auditID: null };
  const auditID = result.rows[row]?.[auditColumn(result)];
  return typeof auditID === 'string' && auditID !== '' ? { row: null, auditID } : null;
}

export const opensEvents = (result: QueryResult): boolean => result.eventRows !== undefined || auditColumn(result) >= 0;

const auditColumn = ({ columns }: QueryResult): number => columns.findIndex(c => c.name.toLowerCase() === 'auditid');
