export interface GridCursor {
  readonly row: number;
  readonly column: number;
}

/** The cell a key moves the cursor to; `null` for keys that do not move it. */
export function moveCursor(
  { row, column }: GridCursor,
  key: string,
  size: { readonly rows: number; readonly columns: number; readonly pageRows: number },
): GridCursor | null {
  const toRow = (wanted: number): GridCursor => ({ row: Math.max(0, Math.min(size.rows - 1, wanted)), column });
  const toColumn = (wanted: number): GridCursor => ({ row, column: Math.max(0, Math.min(size.columns - 1, wanted)) });
  switch (key) {
    case 'ArrowUp':
      return toRow(row - 1);
    case 'ArrowDown':
      return toRow(row + 1);
    case 'PageUp':
      return toRow(row - size.pageRows);
    case 'PageDown':
      return toRow(row + size.pageRows);
    case 'Home':
      return toRow(0);
    case 'End':
      return toRow(size.rows - 1);
    case 'ArrowLeft':
      return toColumn(column - 1);
    case 'ArrowRight':
      return toColumn(column + 1);
    case 'Control+Home':
      return { row: 0, column: 0 };
    case 'Control+End':
      return { row: Math.max(0, size.rows - 1), column: Math.max(0, size.columns - 1) };
    default:
      return null;
  }
}
