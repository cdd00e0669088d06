import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeGroupView, ChangeView, RecordedView, RuleLink, SideName } from '../../../server/protocol/compare-view.ts';
import { levelMark } from '../shared/level-mark.ts';
import type { CompareActions } from './compare-state.ts';

/** The changes of one group, each a sentence with its marks before and after; what no real server sees is folded. */
export function changeList(group: ChangeGroupView, actions: CompareActions): TemplateResult {
  const count = html`<span class="quiet figure">${group.changes.length}</span>`;
  const list = html`<ul class="changes">${group.changes.map(change => changeItem(change, actions))}</ul>`;
  if (group.kind === 'theory')
    return html`<details class="group theory"><summary><h2>${group.title}</h2> ${count}</summary>${list}</details>`;
  return html`<section class="group ${group.kind}" aria-label=${group.title}><div class="heading"><h2>${group.title}</h2> ${count}</div>${list}</section>`;
}

function changeItem(change: ChangeView, actions: CompareActions): TemplateResult {
  const { sentence, from, to, rules, witness } = change;
  const requests = sentence.endsWith(change.change) ? sentence.slice(0, -change.change.length) : `${sentence} `;
  return html`<li class="change">
    <span class="marks">${mark(from)}<span class="codicon codicon-arrow-right" role="img" aria-label="becomes"></span>${mark(to)}</span>
    <div class="told">
      <p class="sentence">${requests}<strong>${sentence.endsWith(change.change) ? change.change : ''}</strong></p>
      ${partList(change)}
      <p class="proof">
        <span class="rules">${ruleLink('before', rules.before, actions)} <span class="quiet" aria-label="becomes">→</span> ${ruleLink('after', rules.after, actions)}</span>
        <button class="witness" title="Simulate this request, by ${witness.by}" @click=${() => actions.simulate(change)}>
          <span class="codicon codicon-beaker" aria-hidden="true"></span><span class="machine ellipsis">${witness.title}</span></button>
        <span class="quiet ellipsis by" title=${witness.by}>by ${witness.by}</span>
      </p>
    </div>
  </li>`;
}

/** The level with the stages it is recorded at. */
const mark = ({ level, stages }: RecordedView) =>
  html`<span title=${stages.length === 0 ? 'Nothing is recorded' : `${level} at ${stages.join(', ')}`}>${levelMark(level)}</span>`;

/** Where a sentence names the requests by a rule's selectors, what earlier rules leave of them. */
function partList({ parts, more }: ChangeView): TemplateResult | typeof nothing {
  if (parts.length === 0) return nothing;
  return html`<details class="parts"><summary>${more ? 'Among them' : 'Exactly these requests'}</summary>
    <ul>${parts.map(part => html`<li>${part}</li>`)}${more ? html`<li class="quiet">and others</li>` : nothing}</ul></details>`;
}

function ruleLink(side: SideName, rule: RuleLink | null, actions: CompareActions): TemplateResult {
  if (!rule) return html`<span class="quiet">no rule</span>`;
  const when = side === 'before' ? 'before' : 'now';
  return html`<button class="link" title="Show rule ${rule.rule + 1} as it is ${when}" @click=${() => actions.reveal(side, rule.place)}>rule ${rule.rule + 1}</button>`;
}
