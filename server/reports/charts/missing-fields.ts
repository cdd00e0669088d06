import type { LogSummary, PanelDefinition } from '../../protocol/log.ts';

/** Columns of queries that are made of a field with another name. */
const COLUMNS: Readonly<Record<string, string>> = { sourceIPs: 'sourceIP' };

/** The fields that a panel's query reads and that no event of the log has. */
export function missingFields({ query }: PanelDefinition, summary: LogSummary): readonly string[] {
  return summary.missingFields.filter(field =>
    new RegExp(`(^|[^\\w.])${(COLUMNS[field] ?? field).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^\\w.])`).test(query),
  );
}
