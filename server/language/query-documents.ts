import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../lint/finding.ts';
import type { FoundFields } from '../protocol/query.ts';
import type { LogSchema } from '../query/catalog/log-field.ts';
import { logSchema } from '../query/catalog/log-fields.ts';
import { analyseQuery } from '../query/check/analyse-query.ts';
import type { AnalysedQuery } from '../query/check/analysed-query.ts';
import type { QueryContext } from '../query/features/query-context.ts';
import { parseQuery } from '../query/syntax/parse-query.ts';

/** The query of a document at one version: read and analysed once, whoever asks. */
export interface CheckedQuery {
  readonly analysed: AnalysedQuery;
  /** What the opened log has. */
  readonly context: QueryContext;
  /** Checked when it is asked for: completion does not wait for it. */
  findings(): readonly Finding[];
}

export interface QueryDocuments {
  /** The query that a document is; undefined for other documents. */
  get(document: TextDocument): CheckedQuery | undefined;
  /** What queries can name. */
  schema(): LogSchema;
  /** What the log that queries run on has; null where none is open. */
  takeLog(found: FoundFields | null): void;
  forget(uri: string): void;
  /** Checks everything anew at the next request, after a change of settings. */
  forgetFindings(): void;
}

/** A query document holds one query: the whole text. */
export const isQueryDocument = ({ languageId, uri }: Pick<TextDocument, 'languageId' | 'uri'>): boolean =>
  languageId === 'sls-query' || uri.endsWith('.slsq');

/** Keeps what was read of the open queries; `check` is what the settings of a document make of it. */
export function queryDocuments(check: (uri: string) => (analysed: AnalysedQuery) => readonly Finding[]): QueryDocuments {
  const known = new Map<string, { readonly version: number; readonly checked: CheckedQuery }>();
  let context: QueryContext = contextOf(null);

  const read = ({ uri }: TextDocument, analysed: AnalysedQuery): CheckedQuery => {
    let findings: readonly Finding[] | undefined;
    return {
      analysed,
      context,
      findings: () => {
        findings ??= check(uri)(analysed);
        return findings;
      },
    };
  };
  return {
    get(document) {
      if (!isQueryDocument(document)) return undefined;
      const before = known.get(document.uri);
      if (before?.version === document.version) return before.checked;
      const checked = read(document, analyseQuery(parseQuery(document.getText()), context.schema));
      known.set(document.uri, { version: document.version, checked });
      return checked;
    },
    schema: () => context.schema,
    takeLog(found) {
      context = contextOf(found);
      known.clear();
    },
    forget(uri) {
      known.delete(uri);
    },
    forgetFindings() {
      known.clear();
    },
  };
}

function contextOf(found: FoundFields | null): QueryContext {
  const values = new Map(Object.entries(found?.values ?? {}));
  return { schema: logSchema(found?.fields, found?.complete), values: field => values.get(field) ?? [] };
}
