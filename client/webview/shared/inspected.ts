import type { Filter } from '../../../server/protocol/log.ts';
import type { EventView } from '../../../server/protocol/report-view.ts';

/** The event in the inspector. */
export interface Inspected {
  /** `null` while the row of a list is looked up. */
  readonly row: number | null;
  readonly event?: EventView;
  readonly failed?: string;
  readonly mode: 'tree' | 'raw';
}

/** What the inspector takes of the width until somebody says otherwise, in per cent. */
export const INSPECTOR_SHARE = 38;

/** What the inspector asks of its page. */
export interface InspectorActions {
  tell(message: { readonly kind: 'copy'; readonly text: string } | { readonly kind: 'openEvent'; readonly row: number }): void;
  setInspectorMode(mode: 'tree' | 'raw'): void;
  /** The inspector's share of the width, in per cent. */
  resizeInspector(share: number): void;
  closeInspector(): void;
  /** The events under these conditions and no others, where the page can show them. */
  showOnly?(filters: readonly Filter[]): void;
}
