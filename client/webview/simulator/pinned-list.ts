import { html, nothing, type TemplateResult } from 'lit';
import { mainRequest } from '../../../server/kubernetes/kubectl/main-request.ts';
import type { SimulateResult } from '../../../server/protocol/language.ts';
import type { PinnedRequest } from '../../../server/protocol/simulator-view.ts';
import { levelMark } from '../shared/level-mark.ts';
import { hasChanged, pinsOf } from './kept-requests.ts';
import { seenLevel, seenLevels } from './seen-level.ts';
import type { SimulatorActions, SimulatorState } from './simulator-state.ts';

/** The requests that are pinned for the policy, each with its level now, and that of before where it has changed. */
export function pinnedList({ kept, policy, pinned }: SimulatorState, actions: SimulatorActions): TemplateResult | typeof nothing {
  const pins = policy ? pinsOf(kept, policy.uri) : [];
  if (pins.length === 0) return nothing;
  const changed = pins.filter(pin => hasChanged(pin, seenLevels(pinned.get(pin)))).length;
  return html`<h2 id="pinned">Pinned requests <span class="quiet count" role="status">${changed > 0 ? `${changed} changed` : ''}</span></h2>
    <ul class="list" aria-labelledby="pinned">${pins.map(pin => pinRow(pin, pinned.get(pin), actions))}</ul>`;
}

function pinRow(pin: PinnedRequest, result: SimulateResult | undefined, actions: SimulatorActions): TemplateResult {
  const { request, user } = pin.input;
  const levels = seenLevels(result);
  const changed = hasChanged(pin, levels);
  const short = request.split('\n').join(', ');
  return html`<li class=${changed ? 'pin changed' : 'pin'}>
    <button class="row" title="${request}\nby ${user ?? 'nobody'}. Click to simulate it." @click=${() => actions.recallInput(pin.input)}>
      ${marks(pin, result, changed)}
      <span class="machine ellipsis">${short}</span><span class="quiet ellipsis by">${user ?? 'nobody'}</span></button>
    ${
      changed && levels
        ? html`<button class="tool codicon codicon-check" title="Keep the new level" aria-label="Keep the new level of ${short}" @click=${() => actions.acceptPin(pin, levels)}></button>`
        : nothing
    }
    <button class="tool codicon codicon-close" title="Unpin" aria-label="Unpin ${short}" @click=${() => actions.unpin(pin)}></button></li>`;
}

/** The mark now; of a change the mark before too, of the request that changed where the main one did not. */
function marks(pin: PinnedRequest, result: SimulateResult | undefined, changed: boolean): TemplateResult | TemplateResult[] {
  if (result === undefined) return html`<span class="level" aria-label="not asked yet"></span>`;
  if (result.kind !== 'simulated')
    return html`<span class="codicon codicon-error" role="img" aria-label="no answer" title=${NO_ANSWER[result.kind]}></span>`;
  const { simulations } = result;
  const main = mainRequest(simulations);
  const now = simulations.map(seenLevel);
  const other = now.findIndex((level, i) => level !== pin.levels[i]);
  const shown = changed && other >= 0 && now[main] === pin.levels[main] ? other : main;
  const mark = levelMark(now[shown] ?? 'None');
  if (!changed) return mark;
  return [
    levelMark(pin.levels[shown] ?? 'None'),
    html`<span class="codicon codicon-arrow-right" role="img" aria-label="now"></span>`,
    mark,
  ];
}

const NO_ANSWER: Readonly<Record<Exclude<SimulateResult['kind'], 'simulated'>, string>> = {
  unreadable: 'The request cannot be read',
  refused: 'kube-apiserver would not load the policy',
  'no-policy': 'The document is no audit policy now',
  'no-answer': 'The language server does not answer',
};
