import { type DocumentSymbol, type FoldingRange, type SelectionRange, SymbolKind } from 'vscode-languageserver';
import { foldingRanges } from '../query/features/folding.ts';
import { selectionRanges } from '../query/features/selection-ranges.ts';
import { type QuerySymbol, querySymbols } from '../query/features/symbols.ts';
import type { AskedQuery } from './asked-query.ts';

const KINDS: Readonly<Record<QuerySymbol['kind'], SymbolKind>> = {
  search: SymbolKind.Event,
  query: SymbolKind.Struct,
  clause: SymbolKind.Property,
  column: SymbolKind.Field,
  setting: SymbolKind.Constant,
};

export function queryOutline({ checked, range }: AskedQuery): DocumentSymbol[] {
  const symbolOf = ({ name, detail, kind, range: place, selection, children }: QuerySymbol): DocumentSymbol => ({
    name,
    detail,
    kind: KINDS[kind],
    range: range(place),
    selectionRange: range(selection),
    children: children.map(symbolOf),
  });
  return querySymbols(checked.analysed.query).map(symbolOf);
}

export const queryFolding = ({ checked, range }: AskedQuery): FoldingRange[] =>
  foldingRanges(checked.analysed.query).flatMap(folding => {
    const { start, end } = range(folding);
    return end.line > start.line ? [{ startLine: start.line, endLine: end.line, ...(folding.kind && { kind: folding.kind }) }] : [];
  });

export const querySelection = ({ checked, range }: AskedQuery, offset: number): SelectionRange | undefined =>
  selectionRanges(checked.analysed.query, offset)
    .map(range)
    .reduceRight<SelectionRange | undefined>((parent, place) => ({ range: place, ...(parent && { parent }) }), undefined);
