import {
  DocumentFormattingRequest,
  type InitializeParams,
  type SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensRegistrationType,
  type ServerCapabilities,
  type TextEdit,
} from 'vscode-languageserver';
import { formatQuery } from '../query/syntax/format-query.ts';
import { type SemanticToken, semanticTokens } from '../query/syntax/token-kinds.ts';
import type { TokenType } from '../query/syntax/token-marks.ts';
import { type AskedQuery, queryOf } from './asked-query.ts';
import type { FeatureContext } from './feature-context.ts';

/** Only these have a layout and tokens of ours, so that nobody is asked which formatter of YAML to take. */
const QUERY_DOCUMENTS = [{ language: 'sls-query' }, { pattern: '**/*.slsq' }];

const TYPES: readonly TokenType[] = [
  'comment',
  'function',
  'keyword',
  'namespace',
  'number',
  'operator',
  'parameter',
  'property',
  'string',
  'type',
  'variable',
];

const TOKENS = { legend: { tokenTypes: [...TYPES], tokenModifiers: ['declaration'] }, full: true };

/** What concerns a query as a text: its layout, and what its words are. */
export function registerQueryText(context: FeatureContext): void {
  const { connection } = context;
  connection.onDocumentFormatting(({ textDocument }): TextEdit[] | null => {
    const query = queryOf(context, textDocument);
    if (!query) return null;
    const text = query.document.getText();
    const newText = formatQuery(query.checked.analysed.query);
    return newText === text ? [] : [{ range: query.range({ start: 0, end: text.length }), newText }];
  });
  connection.languages.semanticTokens.on(({ textDocument }): SemanticTokens => {
    const query = queryOf(context, textDocument);
    return query ? toSemanticTokens(query, semanticTokens(query.checked.analysed.query)) : { data: [] };
  });
}

function toSemanticTokens({ document }: AskedQuery, tokens: readonly SemanticToken[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  const text = document.getText();
  for (const { range, type, modifiers } of tokens) {
    // a token of the protocol does not go over a line
    for (const { 0: piece, index } of text.slice(range.start, range.end).matchAll(/[^\r\n]+/g)) {
      const { line, character } = document.positionAt(range.start + index);
      builder.push(line, character, piece.length, TYPES.indexOf(type), modifiers ? 1 : 0);
    }
  }
  return builder.build();
}

/** What a client is told at once that takes no registrations for queries alone. */
export function queryTextCapabilities({ capabilities: { textDocument } }: InitializeParams): ServerCapabilities {
  return {
    ...(!textDocument?.formatting?.dynamicRegistration && { documentFormattingProvider: true }),
    ...(!textDocument?.semanticTokens?.dynamicRegistration && { semanticTokensProvider: TOKENS }),
  };
}

/** Tells the others, once they are ready. */
export async function announceQueryText({ connection, client }: FeatureContext): Promise<void> {
  const { textDocument } = client();
  const documentSelector = QUERY_DOCUMENTS;
  if (textDocument?.formatting?.dynamicRegistration) await connection.client.register(DocumentFormattingRequest.type, { documentSelector });
  if (textDocument?.semanticTokens?.dynamicRegistration) {
    await connection.client.register(SemanticTokensRegistrationType.type, { documentSelector, ...TOKENS });
  }
}
