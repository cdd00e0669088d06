import { DocumentFormattingRequest, type TextEdit } from 'vscode-languageserver';
import { formatQuery } from '../query/syntax/format-query.ts';
import { queryOf } from './asked-query.ts';
import type { FeatureContext } from './feature-context.ts';

/** Documents that are queries: only they have a layout of ours, so that other formatters of YAML are not asked about. */
const QUERY_DOCUMENTS = [{ language: 'sls-query' }, { pattern: '**/*.slsq' }];

/** What concerns a query as a text: its layout. */
export function registerQueryText(context: FeatureContext): void {
  context.connection.onDocumentFormatting(({ textDocument }): TextEdit[] | null => {
    const query = queryOf(context, textDocument);
    if (!query) return null;
    const { document, checked, range } = query;
    const text = document.getText();
    const newText = formatQuery(checked.analysed.query);
    return newText === text ? [] : [{ range: range({ start: 0, end: text.length }), newText }];
  });
}

/** Announces what only queries have, once the client is ready; a client that takes no such registration was told at once. */
export async function announceQueryText({ connection, client }: FeatureContext): Promise<void> {
  if (!client().textDocument?.formatting?.dynamicRegistration) return;
  await connection.client.register(DocumentFormattingRequest.type, { documentSelector: QUERY_DOCUMENTS });
}
