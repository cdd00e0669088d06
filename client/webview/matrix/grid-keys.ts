/** Where a key leads from a cell, or undefined for keys that lead nowhere. */
export function targetOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>, from: HTMLElement): HTMLElement | undefined {
  const grid = from.closest('.grid')!;
  const rows = [...grid.querySelectorAll<HTMLElement>('.row')].filter(row => row.querySelector('.cell'));
  const row = from.closest<HTMLElement>('.row')!;
  const cellsOf = (of: HTMLElement | undefined) => [...(of?.querySelectorAll<HTMLElement>('.cell') ?? [])];
  const [r, c] = [rows.indexOf(row), cellsOf(row).indexOf(from)];
  const at = (toRow: number, column: number) => {
    const cells = cellsOf(rows[Math.min(rows.length - 1, Math.max(0, toRow))]);
    return cells[Math.min(cells.length - 1, Math.max(0, column))];
  };
  const page = Math.max(1, Math.floor((grid.parentElement?.clientHeight ?? 0) / Math.max(1, row.offsetHeight)) - 3);
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowUp':
      return at(r - 1, c);
    case 'ArrowDown':
      return at(r + 1, c);
    case 'ArrowLeft':
      return at(r, c - 1);
    case 'ArrowRight':
      return at(r, c + 1);
    case 'PageUp':
      return at(r - page, c);
    case 'PageDown':
      return at(r + page, c);
    case 'Home':
      return at(far ? 0 : r, 0);
    case 'End':
      return at(far ? rows.length - 1 : r, Number.POSITIVE_INFINITY);
    default:
      return undefined;
  }
}

/** Makes one cell of the grid the one that Tab reaches; the first where none was chosen, or it is gone. */
export function keepReachable(grid: Element | null, chosen?: HTMLElement): void {
  const reachable = grid?.querySelectorAll<HTMLElement>('.cell[tabindex="0"]') ?? [];
  if (!chosen && reachable.length === 1) return;
  for (const cell of reachable) cell.tabIndex = -1;
  const next = chosen ?? grid?.querySelector<HTMLElement>('.cell');
  if (next) next.tabIndex = 0;
}
