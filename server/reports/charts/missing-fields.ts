import type { LogSummary, PanelDefinition } from '../../protocol/log.ts';

/** The fields that a panel's query reads and that no event of the log has. */
export function missingFields({ query }: PanelDefinition, summary: LogSummary): readonly string[] {
  return summary.missingFields.filter(field =>
    new RegExp(`(^|[^\\w.])${field.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^\\w.])`).test(query),
  );
}
