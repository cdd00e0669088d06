import { html, nothing, type TemplateResult } from 'lit';
import { LEVEL_MARKS } from '../../../server/policy/level-marks.ts';
import type { MatrixBlockView, MatrixCellView, MatrixRowView } from '../../../server/protocol/matrix-view.ts';
import { styleOf } from '../shared/style-of.ts';
import { cellWords } from './cell-words.ts';
import { blockTitle } from './matrix-state.ts';

/** Marks of levels; what the server may send beside them is shown as it is. */
const markOf = (level: string): string => (LEVEL_MARKS as Readonly<Record<string, string>>)[level] ?? level;

/**
 * Resources in rows grouped by API group, verbs in columns, the level mark in the cell; `outlined` is the rule whose cells
 * stand out. Cells carry `data-at` (block, row, column) for pointer and keys.
 */
export function matrixGrid(blocks: readonly MatrixBlockView[], outlined: number | undefined): TemplateResult {
  const verbs = blocks.find(b => b.kind === 'resources')?.verbs ?? [];
  return html`<div class="grid" role="grid" aria-label="Level by resource and verb" aria-readonly="true">
    ${verbs.length === 0 ? nothing : html`<div role="rowgroup" class="verbs">${headRow('Resource', verbs)}</div>`}
    ${blocks.map((block, b) => blockRows(block, b, outlined))}
  </div>`;
}

const headRow = (title: string, verbs: readonly string[]) => html`<div role="row" class="row head">
  <div role="columnheader" class="name">${title}</div>
  ${verbs.map(verb => html`<div role="columnheader" class="verb">${verb === 'deletecollection' ? html`delete<wbr>collection` : verb}</div>`)}
</div>`;

function blockRows(block: MatrixBlockView, b: number, outlined: number | undefined): TemplateResult {
  const title = blockTitle(block);
  return html`<div role="rowgroup" class="block ${block.kind}" aria-label=${title} ${styleOf({ '--rows': String(block.rows.length + 1) })}>
    ${block.kind === 'paths' ? headRow('Path', block.verbs) : nothing}
    <div role="row" class="row group"><div role="rowheader" aria-colspan=${block.verbs.length + 1}>
      <span class="title">${title}</span>
      <span class="quiet">${block.rows.length} · usually ${block.usual}</span></div></div>
    ${block.rows.map((row, r) => resourceRow(block, row, `${b} ${r}`, outlined))}
  </div>`;
}

function resourceRow(block: MatrixBlockView, row: MatrixRowView, at: string, outlined: number | undefined): TemplateResult {
  const slash = block.kind === 'paths' ? -1 : row.name.indexOf('/');
  const [resource, subresource] = slash < 0 ? [row.name, ''] : [row.name.slice(0, slash), row.name.slice(slash)];
  return html`<div role="row" class="row">
    <div role="rowheader" class="name machine" aria-label=${row.custom ? `${row.name}, custom` : row.name}
      title=${row.custom ? `${row.name}: named by the policy, not built into this Kubernetes version` : row.name}>
      <span class="parts"><span class="resource ellipsis ${subresource === '' ? '' : 'quiet'}" ${styleOf({ '--length': String(resource.length) })}>${resource}</span><span class="subresource ellipsis">${subresource}</span></span>${row.custom ? html`<span class="custom quiet">custom</span>` : nothing}</div>
    ${row.cells.map((cell, c) => matrixCell(cell, cellWords({ block, row, verb: block.verbs[c]!, cell }), `${at} ${c}`, outlined))}
  </div>`;
}

function matrixCell(cell: MatrixCellView | null, words: string, at: string, outlined: number | undefined): TemplateResult {
  if (!cell) return html`<div role="gridcell" class="cell" tabindex="-1" data-at=${at} aria-label=${words}></div>`;
  const ofCursor = outlined !== undefined && (cell.rule === outlined || cell.byName.some(n => n.rule === outlined));
  return html`<div role="gridcell" class="cell ${ofCursor ? 'of-cursor' : ''}" tabindex="-1" data-at=${at} aria-label=${words} title=${words}>
    <span class="level level-${cell.level}" aria-hidden="true">${markOf(cell.level)}</span>${cell.byName.length > 0 ? html`<span class="named" aria-hidden="true"></span>` : nothing}</div>`;
}
