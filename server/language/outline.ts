import { type DocumentSymbol, type FoldingRange, type SelectionRange, SymbolKind } from 'vscode-languageserver';
import { foldingRanges } from '../policy/features/folding.ts';
import { selectionRanges } from '../policy/features/selection-ranges.ts';
import { policySymbols } from '../policy/features/symbols.ts';
import { type AskedPolicy, policiesOf, policyAt } from './asked-policy.ts';
import { queryOf } from './asked-query.ts';
import type { FeatureContext } from './feature-context.ts';
import { queryFolding, queryOutline, querySelection } from './query-outline.ts';

/** Outline, folding and selection: the structure of a policy or query. */
export function registerOutline(context: FeatureContext): void {
  const { connection } = context;

  connection.onDocumentSymbol(({ textDocument }): DocumentSymbol[] => {
    const query = queryOf(context, textDocument);
    if (query) return queryOutline(query);
    return policiesOf(context, textDocument).flatMap(asked => {
      const { name, text } = asked.checked.part;
      const rules = symbolsOf(asked);
      if (name === '') return rules;
      const range = asked.range({ start: 0, end: text.trimEnd().length });
      return [
        {
          name,
          detail: 'audit policy',
          kind: SymbolKind.Module,
          range,
          selectionRange: { start: range.start, end: range.start },
          children: rules,
        },
      ];
    });
  });

  connection.onFoldingRanges(({ textDocument }): FoldingRange[] => {
    const query = queryOf(context, textDocument);
    if (query) return queryFolding(query);
    return policiesOf(context, textDocument).flatMap(({ checked, range }) =>
      foldingRanges(checked.policy).flatMap(folding => {
        const { start, end } = range(folding);
        return end.line > start.line ? [{ startLine: start.line, endLine: end.line, ...(folding.kind && { kind: folding.kind }) }] : [];
      }),
    );
  });

  connection.onSelectionRanges(({ textDocument, positions }): SelectionRange[] => {
    const query = queryOf(context, textDocument);
    const nested = positions.map(position => {
      if (query) return querySelection(query, query.document.offsetAt(position));
      const asked = policyAt(context, { textDocument, position });
      if (!asked) return undefined;
      const ranges = selectionRanges(asked.checked.policy, asked.offset).map(asked.range);
      return ranges.reduceRight<SelectionRange | undefined>((parent, range) => ({ range, ...(parent && { parent }) }), undefined);
    });
    // the answer must have one range per position
    return nested.map((found, i) => found ?? { range: { start: positions[i]!, end: positions[i]! } });
  });
}

const symbolsOf = ({ checked, range }: Omit<AskedPolicy, 'offset'>): DocumentSymbol[] =>
  policySymbols(checked.policy).map(s => ({
    name: s.name,
    detail: s.detail,
    kind: SymbolKind.Event,
    range: range(s.range),
    selectionRange: range(s.selection),
  }));
