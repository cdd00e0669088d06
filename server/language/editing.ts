import { type CodeAction, CodeActionKind, type CompletionItem, type DocumentSymbol, MarkupKind, SymbolKind } from 'vscode-languageserver';
import { safeFixes } from '../lint/apply-fixes.ts';
import { completionsAt } from '../policy/features/completion.ts';
import { hoverAt } from '../policy/features/hover.ts';
import { policySymbols } from '../policy/features/symbols.ts';
import type { FeatureContext } from './feature-context.ts';
import { toCompletionItem } from './to-completion-item.ts';
import { toQuickFixes, toRange, toTextEdits } from './to-lsp.ts';

const FIX_ALL = 'source.fixAll.auditscope';

/** Hover, completion, outline and code actions: each asks its feature and turns offsets into positions. */
export function registerEditing({ connection, documents, policies, settings, client }: FeatureContext): void {
  const open = (uri: string) => {
    const document = documents.get(uri);
    const checked = document && policies.get(document);
    return document && checked ? { document, checked } : undefined;
  };

  connection.onHover(({ textDocument, position }) => {
    const found = open(textDocument.uri);
    const hover = found && hoverAt(found.checked.policy, found.document.offsetAt(position), { kubernetes: settings().kubernetes });
    return hover ? { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: toRange(found.document, hover.range) } : null;
  });

  connection.onCompletion(({ textDocument, position }): CompletionItem[] => {
    const found = open(textDocument.uri);
    if (!found) return [];
    const { document, checked } = found;
    const snippets = client().textDocument?.completion?.completionItem?.snippetSupport === true;
    const items = completionsAt(checked.policy, document.offsetAt(position), { kubernetes: settings().kubernetes });
    return items.map(item => toCompletionItem(document, item, snippets));
  });

  connection.onDocumentSymbol(({ textDocument }): DocumentSymbol[] => {
    const found = open(textDocument.uri);
    if (!found) return [];
    return policySymbols(found.checked.policy).map(s => ({
      name: s.name,
      detail: s.detail,
      kind: SymbolKind.Event,
      range: toRange(found.document, s.range),
      selectionRange: toRange(found.document, s.selection),
    }));
  });

  connection.onCodeAction(({ textDocument, range, context }): CodeAction[] => {
    const found = open(textDocument.uri);
    if (!found) return [];
    const { document, checked } = found;
    const wants = (kind: string) => !context.only || context.only.some(o => kind === o || kind.startsWith(`${o}.`));
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const touched = checked.findings.filter(f => f.range.start <= end && f.range.end >= start);
    const actions = wants(CodeActionKind.QuickFix) ? touched.flatMap(f => toQuickFixes(document, f)) : [];
    const safe = context.only && wants(FIX_ALL) ? safeFixes(checked.findings) : [];
    if (safe.length > 0) {
      const changes = { [document.uri]: safe.flatMap(f => toTextEdits(document, f)) };
      actions.push({ title: 'Fix all safe audit policy problems', kind: FIX_ALL, edit: { changes } });
    }
    return actions;
  });
}
