import { render } from 'lit';
import { mainRequest } from '../../../server/kubernetes/kubectl/main-request.ts';
import type { SimulateResult } from '../../../server/protocol/language.ts';
import type {
  PinnedRequest,
  SimulatorHostMessage,
  SimulatorInput,
  SimulatorKept,
  SimulatorMemory,
  SimulatorMessage,
} from '../../../server/protocol/simulator-view.ts';
import './simulator.css';
import { requestText, withField } from './edit-field.ts';
import { groupsOf } from './identity.ts';
import { pinOf, pinsOf, remembered, withLevels, withoutPin, withPin } from './kept-requests.ts';
import { seenLevels } from './seen-level.ts';
import { simulatorPage } from './simulator-page.ts';
import type { SimulatorActions, SimulatorState } from './simulator-state.ts';

interface VsCode {
  postMessage(message: SimulatorMessage): void;
  getState(): SimulatorMemory | undefined;
  setState(state: SimulatorMemory): void;
}

declare function acquireVsCodeApi(): VsCode;

/** Waits for a pause in typing; the answer itself takes no time worth showing. */
const TYPING_PAUSE = 120;
/** What stays this long is a request somebody meant to ask, and is remembered. */
const MEANT = 1000;

const host = acquireVsCodeApi();
const EXAMPLE: SimulatorInput = { request: 'kubectl exec -n default web-0 -- sh', user: 'alice', groups: ['system:authenticated'] };

let state: SimulatorState = {
  input: host.getState()?.input ?? EXAMPLE,
  policy: undefined,
  result: undefined,
  selected: -1,
  kept: { history: [], pins: [] },
  pinned: new Map(),
};
/** Ids of questions: the one for the request that is shown, and those for pins. */
let lastId = 0;
let asked = 0;
const askedForPins = new Map<number, PinnedRequest>();
/** Whether the request is another one than the one whose answer is shown. */
let other = false;
/** Whether the input that is shown is new, and worth remembering once it has an answer. */
let fresh = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let memoryTimer: ReturnType<typeof setTimeout> | undefined;
/** What the typing of now has left in the history. */
let typed: SimulatorInput | undefined;
/** How far back in the history the user has gone, and what stood there before. */
let back: { readonly index: number; readonly draft: SimulatorInput } | undefined;

function ask(): void {
  asked = ++lastId;
  host.postMessage({ kind: 'simulate', id: asked, input: state.input });
}

function askForPins(pins: readonly PinnedRequest[]): void {
  for (const pin of pins) {
    askedForPins.set(++lastId, pin);
    host.postMessage({ kind: 'simulate', id: lastId, input: pin.input });
  }
}

const currentPins = () => (state.policy ? pinsOf(state.kept, state.policy.uri) : []);

function update(change: Partial<SimulatorState>): void {
  state = { ...state, ...change };
  if (state.policy) host.setState({ input: state.input, policy: state.policy.uri });
  render(simulatorPage(state, actions), document.body);
}

function keep(kept: SimulatorKept): void {
  update({ kept });
  host.postMessage({ kind: 'keep', kept });
}

/** Asks for another input after `pause`. */
function change(input: SimulatorInput, pause: number): void {
  other ||= input.request !== state.input.request;
  // the answer that may be under way is to another question
  asked = ++lastId;
  update({ input, fields: undefined });
  clearTimeout(timer);
  clearTimeout(memoryTimer);
  timer = setTimeout(ask, pause);
}

function rememberSoon(): void {
  clearTimeout(memoryTimer);
  memoryTimer = setTimeout(() => {
    fresh = false;
    keep(remembered(state.kept, state.input, typed));
    typed = state.input;
  }, MEANT);
}

const actions: SimulatorActions = {
  edit(edited) {
    const user = edited.user === undefined ? state.input.user : edited.user;
    const groups = edited.groups ?? (edited.user === undefined ? state.input.groups : groupsOf(user));
    back = undefined;
    fresh = true;
    change({ request: edited.request ?? state.input.request, user, groups }, TYPING_PAUSE);
  },
  editField(simulation, field, text) {
    // fields may change faster than answers come
    const fields = withField(state.fields ?? simulation.attributes, field, text, state.policy?.known.resources);
    actions.edit({ request: requestText(fields), user: simulation.user, groups: simulation.groups });
    update({ fields });
  },
  recallInput(input) {
    typed = undefined;
    back = undefined;
    fresh = false;
    change(input, 0);
  },
  recall(step) {
    const { history } = state.kept;
    const draft = back?.draft ?? state.input;
    const index = (back?.index ?? -1) + step;
    const input = index < 0 ? draft : history[index];
    if (!input || (index < 0 && !back)) return false;
    typed = undefined;
    fresh = false;
    back = index < 0 ? undefined : { index, draft };
    change(input, 0);
    return true;
  },
  select: selected => update({ selected }),
  togglePin() {
    const { policy, kept, input, result } = state;
    const levels = seenLevels(result);
    const there = policy && pinOf(kept, policy.uri, input);
    if (there) actions.unpin(there);
    else if (policy && result && levels) {
      const pin = { input, policy: policy.uri, levels };
      update({ pinned: new Map(state.pinned).set(pin, result) });
      keep(withPin(kept, pin));
    }
  },
  unpin: pin => keep(withoutPin(state.kept, pin)),
  acceptPin(pin, levels) {
    keep(withLevels(state.kept, pin, levels));
    askForPins(currentPins());
  },
  reveal: place => host.postMessage({ kind: 'reveal', line: place.line, character: place.character }),
  copy: text => host.postMessage({ kind: 'copy', text }),
};

function receive(message: SimulatorHostMessage): void {
  switch (message.kind) {
    case 'policy': {
      const { uri, name, known, input, kept } = message;
      update({ policy: { uri, name, known }, kept, ...(input && { input }) });
      if (input) {
        other = true;
        fresh = true;
        typed = undefined;
      }
      ask();
      askForPins(currentPins());
      break;
    }
    case 'changed':
      ask();
      askForPins(currentPins());
      break;
    case 'result':
      receiveResult(message.id, message.result);
  }
}

function receiveResult(id: number, result: SimulateResult): void {
  const pin = askedForPins.get(id);
  askedForPins.delete(id);
  if (pin) update({ pinned: new Map(state.pinned).set(pin, result) });
  // an answer to an older question would jump back
  if (id !== asked) return;
  update({ result, fields: undefined, selected: selectedIn(result) });
  if (fresh && result.kind === 'simulated') rememberSoon();
  other = false;
}

/** Of another request the one that a command is about; else what the user has chosen. */
function selectedIn(result: SimulateResult): number {
  if (result.kind !== 'simulated') return state.selected;
  const { simulations } = result;
  const stays = !other && state.selected >= 0 && state.selected < simulations.length;
  return stays ? state.selected : mainRequest(simulations);
}

window.addEventListener('message', (event: MessageEvent<SimulatorHostMessage>) => {
  if (typeof event.data === 'object' && event.data !== null) receive(event.data);
});
update({});
host.postMessage({ kind: 'ready' });
