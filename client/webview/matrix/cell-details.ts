import { html, nothing, type TemplateResult } from 'lit';
import { levelMark } from '../shared/level-mark.ts';
import { ruleName, ruleWords } from './cell-words.ts';
import { blockTitle, type CellAt, type Matrix } from './matrix-state.ts';

const MOST_NAMES = 3;

/** The cell under pointer or keys, in one line below the grid. */
export function cellDetails(at: CellAt | undefined, matrix: Matrix | undefined): TemplateResult {
  if (!at || !matrix) return html`<span class="quiet">Point at a cell to see its rule; a click, or Enter, goes there.</span>`;
  const { block, row, verb, cell } = at;
  const where = block.kind === 'paths' ? '' : ` in ${blockTitle(block)}`;
  const names = cell?.byName ?? [];
  return html`${cell ? levelMark(cell.level) : nothing}<span class="machine">${verb} ${row.name}${where}</span>
    <span class="ellipsis" title=${ruleWords(at, matrix)}>${ruleWords(at, matrix)}</span>
    ${names
      .slice(0, MOST_NAMES)
      .map(
        n =>
          html`<span class="other">${levelMark(n.level)}<span><span class="machine">${n.name}</span> by ${ruleName(n.rule)}</span></span>`,
      )}${names.length > MOST_NAMES ? html`<span class="quiet other">and ${names.length - MOST_NAMES} more names</span>` : nothing}`;
}
