import type { KnownValues } from '../../../server/protocol/language.ts';
import type { MatrixBlockView, MatrixCellView, MatrixInput, MatrixResult, MatrixRowView } from '../../../server/protocol/matrix-view.ts';
import type { Place } from '../../../server/protocol/simulation.ts';

export type Matrix = Extract<MatrixResult, { kind: 'matrix' }>;

export interface MatrixState {
  readonly input: MatrixInput;
  readonly policy: { readonly uri: string; readonly name: string; readonly known: KnownValues } | undefined;
  /** The last answer. */
  readonly result: MatrixResult | undefined;
  /** The last matrix, which stays while the policy cannot be loaded. */
  readonly matrix: Matrix | undefined;
  readonly filter: string;
  /** Only rows in which a level differs from the usual one of its block. */
  readonly differing: boolean;
  /** Line of the cursor in the policy. */
  readonly cursor: number | null;
}

export interface MatrixActions {
  ask(change: Partial<MatrixInput>): void;
  filter(text: string): void;
  showDiffering(only: boolean): void;
  reveal(place: Place): void;
  selectVersion(): void;
}

/** A cell with what it is about. */
export interface CellAt {
  readonly block: MatrixBlockView;
  readonly row: MatrixRowView;
  readonly verb: string;
  readonly cell: MatrixCellView | null;
}

/** The blocks with the rows that are to be seen; a word of the filter may be of the name or of the API group. */
export function shownBlocks({
  matrix,
  filter,
  differing,
}: Pick<MatrixState, 'matrix' | 'filter' | 'differing'>): readonly MatrixBlockView[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const blocks = matrix?.blocks ?? [];
  return blocks.flatMap(block => {
    const title = blockTitle(block).toLowerCase();
    const fits = (row: MatrixRowView) =>
      words.every(word => row.name.includes(word) || title.includes(word)) &&
      (!differing ||
        row.cells.some(cell => cell !== null && (cell.level !== block.usual || cell.byName.some(n => n.level !== block.usual))));
    const rows = block.rows.filter(fits);
    return rows.length === 0 ? [] : [{ ...block, rows }];
  });
}

export const blockTitle = ({ kind, group }: Pick<MatrixBlockView, 'kind' | 'group'>): string =>
  kind === 'paths' ? 'paths' : group === '' ? 'core' : group;

/** The rule a line of the policy belongs to, zero-based. */
export function ruleOnLine(matrix: Matrix | undefined, line: number | null): number | undefined {
  if (line === null) return undefined;
  const found = matrix?.rules.findIndex(({ lines: [first, last] }) => first <= line && line <= last) ?? -1;
  return found < 0 ? undefined : found;
}
