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
import type { LogSchema } from '../query/catalog/log-field.ts';
import { completionsAt } from '../query/features/completion/completion.ts';
import type { QueryCompletion } from '../query/features/completion/completion-item.ts';
import { fieldMarkdown } from '../query/features/field-words.ts';
import { functionDocumentation } from '../query/features/function-words.ts';
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
  readonly field: string;
}

/** The item with its documentation, which lists leave out for fields and functions. */
export function resolvedCompletion(item: CompletionItem, schema: LogSchema): CompletionItem {
  const { field: name } = (item.data ?? {}) as Partial<ItemData>;
  const field = name === undefined ? undefined : schema.field(name);
  const value = field ? fieldMarkdown(field) : item.kind === CompletionItemKind.Function ? functionDocumentation(item.label) : undefined;
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
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

/** Whether an argument begins here: its meaning is told, which a list that opens by itself would cover. */
export const isSignatureDue = ({ checked, offset }: AskedOffset, trigger: string | undefined): boolean =>
  trigger !== undefined &&
  /[(,]\s*$/.test(checked.analysed.query.text.slice(0, offset)) &&
  signatureHelpAt(checked.analysed, offset) !== undefined;

/**
 * What an editor takes for granted is left out: a list of hundreds is on every key's way. One that knows no snippets gets their
 * text without placeholders.
 */
export function queryCompletions({ checked, offset, range }: AskedOffset, taken: Taken): CompletionList {
  const offered = completionsAt(checked.analysed, offset, checked.context);
  const [first] = offered;
  const common =
    taken.defaults && first && offered.every(({ replace: { start, end } }) => start === first.replace.start && end === first.replace.end);
  const snippets = taken.snippets ? offered.filter(item => item.snippet).length : 0;
  const usual = common && snippets > offered.length / 2 ? InsertTextFormat.Snippet : InsertTextFormat.PlainText;
  const defaults = { insertTextFormat: usual, insertTextMode: InsertTextMode.adjustIndentation };
  return {
    isIncomplete: false,
    ...(common && { itemDefaults: { ...defaults, editRange: range(first.replace) } }),
    items: offered.map(item => {
      const text = item.snippet && !taken.snippets ? withoutPlaceholders(item.insert) : item.insert;
      const format = item.snippet && taken.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText;
      return {
        label: item.label,
        kind: KINDS[item.kind],
        ...(item.detail !== undefined && { labelDetails: { description: item.detail } }),
        ...(item.documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
        ...(item.field !== undefined && { data: { field: item.field } satisfies ItemData }),
        sortText: item.sortText,
        ...(item.filterText !== undefined && item.filterText !== item.label && { filterText: item.filterText }),
        ...(!common && defaults),
        ...(format !== usual && { insertTextFormat: format }),
        ...(!common ? { textEdit: { range: range(item.replace), newText: text } } : text !== item.label && { textEditText: text }),
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
