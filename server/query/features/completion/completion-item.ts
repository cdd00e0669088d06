import type { TextRange } from '../../../lint/finding.ts';

/** One thing that can be typed at a place of a query. */
export interface QueryCompletion {
  readonly label: string;
  readonly kind: 'field' | 'column' | 'variable' | 'function' | 'keyword' | 'operator' | 'table' | 'type' | 'value' | 'snippet';
  /** Short words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** The field that the item names: what is to be said of it, as of a function, is told when the item is looked at. */
  readonly field?: string;
  /** What typed text is compared with, where that is not the label. */
  readonly filterText?: string;
  /** Items stand in the order of this text. */
  readonly sortText: string;
  readonly insert: string;
  /** Whether `insert` has placeholders in the snippet syntax of LSP. */
  readonly snippet: boolean;
  readonly replace: TextRange;
}

/** An item before its place in the text and in the list is known; the smaller the rank the earlier it stands. */
export interface Offer extends Omit<QueryCompletion, 'sortText' | 'replace' | 'snippet'> {
  readonly rank: number;
  readonly snippet?: boolean;
}

/** Items in the order in which they are offered, ranks first; `from` and `to` are what they replace. */
export const placedAt = (offers: readonly Offer[], replace: TextRange): readonly QueryCompletion[] =>
  offers.map(({ rank, snippet = false, ...offer }, i) => ({
    ...offer,
    snippet,
    replace,
    sortText: `${rank}${String(i).padStart(4, '0')}`,
  }));

/** A snippet as LSP writes it, of a text with `<1:name>` for a placeholder and `<1|a,b|>` for a choice. */
export const snippet = (text: string): string => text.replace(/<(\d[:|][^<>]*)>/g, `\${$1}`);
