import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type Hover,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
  type SignatureHelp,
  type TextEdit,
} from 'vscode-languageserver';
import { completionsAt } from '../query/features/completion.ts';
import type { QueryCompletion } from '../query/features/completion-item.ts';
import { documentationOf } from '../query/features/function-words.ts';
import { hoverAt } from '../query/features/hover.ts';
import { signatureHelpAt } from '../query/features/signature-help.ts';
import { silencing } from '../query/features/silence-finding.ts';
import type { AskedQuery } from './asked-query.ts';
import { withoutPlaceholders } from './to-completion-item.ts';
import { toDiagnostic, toQuickFixes, toTextEdits } from './to-lsp.ts';

type AskedOffset = AskedQuery & { readonly offset: number };

export function queryHover({ checked, offset, range }: AskedOffset): Hover | null {
  const found = hoverAt(checked.analysed, offset, checked.context);
  return found ? { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: range(found.range) } : null;
}

const KINDS: Readonly<Record<QueryCompletion['kind'], CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  column: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  operator: CompletionItemKind.Operator,
  table: CompletionItemKind.Struct,
  type: CompletionItemKind.TypeParameter,
  value: CompletionItemKind.Value,
  snippet: CompletionItemKind.Snippet,
};

/** What an item remembers until it is looked at. */
interface ItemData {
  readonly calls: string;
}

/** The item with its documentation, where that was left out of the list. */
export function resolvedCompletion(item: CompletionItem): CompletionItem {
  const { calls } = (item.data ?? {}) as Partial<ItemData>;
  const documentation = calls === undefined ? undefined : documentationOf(calls);
  return documentation === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: documentation } };
}

/** What the editor takes of a list. */
interface Taken {
  readonly snippets: boolean;
  /** What all items have in common may be said once, which is more than half of a list of hundreds. */
  readonly defaults: boolean;
}

export const takenCompletions = ({ textDocument }: ClientCapabilities): Taken => {
  const { completionItem, completionList } = textDocument?.completion ?? {};
  const known = completionList?.itemDefaults ?? [];
  return {
    snippets: completionItem?.snippetSupport === true,
    defaults: ['editRange', 'insertTextFormat', 'insertTextMode'].every(name => known.includes(name)),
  };
};

/** An editor that knows no snippets gets their text without placeholders. */
export function queryCompletions({ checked, offset, range }: AskedOffset, taken: Taken): CompletionList {
  const offered = completionsAt(checked.analysed, offset, checked.context);
  const [first] = offered;
  const common =
    taken.defaults && first && offered.every(({ replace: { start, end } }) => start === first.replace.start && end === first.replace.end);
  const defaults = {
    insertTextFormat: InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
  };
  return {
    isIncomplete: false,
    ...(common && { itemDefaults: { ...defaults, editRange: range(first.replace) } }),
    items: offered.map(item => {
      const text = item.snippet && !taken.snippets ? withoutPlaceholders(item.insert) : item.insert;
      return {
        label: item.label,
        kind: KINDS[item.kind],
        ...(item.detail !== undefined && { labelDetails: { description: item.detail } }),
        ...(item.documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
        ...(item.calls !== undefined && { data: { calls: item.calls } satisfies ItemData }),
        sortText: item.sortText,
        ...(item.filterText !== undefined && { filterText: item.filterText }),
        ...(!common && defaults),
        ...(item.snippet && taken.snippets && { insertTextFormat: InsertTextFormat.Snippet }),
        ...(common ? { textEditText: text } : { textEdit: { range: range(item.replace), newText: text } }),
      };
    }),
  };
}

export function querySignatureHelp({ checked, offset }: AskedOffset): SignatureHelp | null {
  const help = signatureHelpAt(checked.analysed, offset);
  if (!help) return null;
  return {
    signatures: help.signatures.map(({ label, parameters, active }) => ({
      label,
      documentation: { kind: MarkupKind.Markdown, value: help.documentation },
      parameters: parameters.map(([start, end]) => ({ label: [start, end] })),
      activeParameter: active ?? parameters.length,
    })),
    activeSignature: help.active,
  };
}

/** The fixes of findings at a range, and comments that silence them. */
export function queryActions(
  { document, checked }: AskedQuery,
  { start, end }: { readonly start: Position; readonly end: Position },
  rulePages: (page: string) => string,
): CodeAction[] {
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  const here = checked.findings().filter(f => f.range.start <= to && f.range.end >= from);
  return here.flatMap(finding => {
    const diagnostic = toDiagnostic(document, finding, rulePages);
    const silence = (title: string, edits: TextEdit[]): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [document.uri]: edits } },
    });
    const ways = silencing(checked.analysed.query, finding);
    const edits = (wanted: NonNullable<typeof ways>['here']) => wanted && toTextEdits(document, { title: '', safe: false, edits: wanted });
    const [nearby, everywhere] = [edits(ways?.here), edits(ways?.everywhere)];
    return [
      ...toQuickFixes(document, diagnostic, finding.fixes ?? []),
      ...(nearby ? [silence(`Silence ${finding.code} here, with a reason`, nearby)] : []),
      ...(everywhere ? [silence(`Silence ${finding.code} in the whole query, with a reason`, everywhere)] : []),
    ];
  });
}
