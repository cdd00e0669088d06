import { FIELD_NAMES } from '../../../server/reports/charts/field-names.ts';
import { openMenu } from '../shared/menu.ts';
import type { GridCell } from '../shared/row-grid.ts';
import type { ReportActions } from './report-actions.ts';

/** What can be done with a value in a table. */
export function cellMenu(cell: GridCell, at: { readonly x: number; readonly y: number }, open: () => void, actions: ReportActions): void {
  const { filter } = cell;
  const filters = filter
    ? [
        { label: `Include this ${FIELD_NAMES[filter.field]}`, keys: 'i', run: () => actions.filter(filter) },
        { label: `Exclude this ${FIELD_NAMES[filter.field]}`, keys: 'x', run: () => actions.filter({ ...filter, exclude: true }) },
      ]
    : [];
  openMenu(
    'Value',
    [
      { label: 'Open event', keys: 'Enter', run: open },
      ...filters,
      { label: 'Copy value', run: () => actions.tell({ kind: 'copy', text: filter?.value ?? cell.text }) },
    ],
    at,
  );
}
