import { type CompletionItem, CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion } from '../policy/features/completion-item.ts';
import { toRange } from './to-lsp.ts';

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  field: CompletionItemKind.Property,
  choice: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  snippet: CompletionItemKind.Snippet,
};

/** A completion for an editor; one that knows no snippets gets the text without placeholders. */
export function toCompletionItem(document: TextDocument, item: Completion, snippets: boolean): CompletionItem {
  const snippet = item.snippet && snippets;
  return {
    label: item.label,
    kind: KINDS[item.kind],
    ...(item.detail !== undefined && { labelDetails: { description: item.detail } }),
    ...(item.documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
    sortText: item.sortText,
    filterText: item.filterText ?? item.label,
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.asIs,
    textEdit: {
      range: toRange(document, item.replace),
      newText: item.snippet && !snippets ? withoutPlaceholders(item.insert) : item.insert,
    },
  };
}

/** A snippet as plain text: placeholders give way to their default, choices to nothing. */
export const withoutPlaceholders = (snippet: string): string =>
  snippet
    .replace(/(?<!\\)\$\{\d+\|[^}]*\|\}/g, '')
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
