import type { Range } from '../../yaml/node.ts';

/** One thing that can be typed at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'field' | 'choice' | 'value' | 'snippet';
  /** Short words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What typed text is compared with, where that is not the label. */
  readonly filterText?: string;
  /** Items stand in the order of this text. */
  readonly sortText: string;
  /** Indentation is absolute: nothing is to be added to it. */
  readonly insert: string;
  /** Whether `insert` has placeholders in the snippet syntax of LSP. */
  readonly snippet: boolean;
  readonly replace: Range;
}

/** An item before its place in the list is known. */
export type Offered = Omit<Completion, 'sortText'>;
