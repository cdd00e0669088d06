import type { TextRange } from '../../lint/finding.ts';
import type { Query } from '../syntax/tree.ts';

export interface QueryLens {
  readonly title: string;
  readonly command: 'auditscope.runQuery' | 'auditscope.explainQuery';
  /** The query that is run: a document holds one. */
  readonly range: TextRange;
}

/** What can be done with a query; nothing where none is written yet. */
export function queryLenses({ text }: Query): readonly QueryLens[] {
  const start = text.search(/\S/);
  if (start < 0) return [];
  const range = { start, end: text.trimEnd().length };
  return [
    { title: '▷ Run', command: 'auditscope.runQuery', range },
    { title: 'Explain', command: 'auditscope.explainQuery', range },
  ];
}
