import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextRange } from '../lint/finding.ts';
import type { FeatureContext } from './feature-context.ts';
import type { CheckedQuery } from './query-documents.ts';
import { toRange } from './to-lsp.ts';

/** The query a request of the editor is about. */
export interface AskedQuery {
  readonly document: TextDocument;
  readonly checked: CheckedQuery;
  /** A range of the query as the editor counts. */
  readonly range: (range: TextRange) => Range;
}

/** The query that an open document is; undefined for other documents. */
export function queryOf({ documents, queries }: FeatureContext, { uri }: { readonly uri: string }): AskedQuery | undefined {
  const document = documents.get(uri);
  const checked = document && queries.get(document);
  return document && checked && { document, checked, range: range => toRange(document, range) };
}

/** The same with the offset of a position. */
export function queryAt(
  context: FeatureContext,
  { textDocument, position }: { readonly textDocument: { readonly uri: string }; readonly position: Position },
): (AskedQuery & { readonly offset: number }) | undefined {
  const asked = queryOf(context, textDocument);
  return asked && { ...asked, offset: asked.document.offsetAt(position) };
}
