import { render } from 'lit';
import type { SimulatorHostMessage, SimulatorInput, SimulatorMemory, SimulatorMessage } from '../../../server/protocol/simulator-view.ts';
import './simulator.css';
import { requestText, withField } from './edit-field.ts';
import { groupsOf } from './identity.ts';
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

const host = acquireVsCodeApi();
const EXAMPLE: SimulatorInput = { request: 'kubectl exec -n default web-0 -- sh', user: 'alice', groups: ['system:authenticated'] };

let state: SimulatorState = { input: host.getState()?.input ?? EXAMPLE, policy: undefined, result: undefined, selected: 0 };
let asked = 0;
/** Whether the request is another one than the one whose answer is shown. */
let other = false;
let timer: ReturnType<typeof setTimeout> | undefined;

const ask = () => host.postMessage({ kind: 'simulate', id: ++asked, input: state.input });

function update(change: Partial<SimulatorState>): void {
  state = { ...state, ...change };
  if (state.policy) host.setState({ input: state.input, policy: state.policy.uri });
  render(simulatorPage(state, actions), document.body);
}

const actions: SimulatorActions = {
  edit(change) {
    const user = change.user === undefined ? state.input.user : change.user;
    const groups = change.groups ?? (change.user === undefined ? state.input.groups : groupsOf(user));
    const request = change.request ?? state.input.request;
    other ||= request !== state.input.request;
    // the answer that may be under way is to another question
    asked++;
    update({ input: { request, user, groups }, fields: undefined });
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING_PAUSE);
  },
  editField(simulation, field, text) {
    // fields may change faster than answers come
    const fields = withField(state.fields ?? simulation.attributes, field, text, state.policy?.known.resources);
    actions.edit({ request: requestText(fields), user: simulation.user, groups: simulation.groups });
    update({ fields });
  },
  select: selected => update({ selected }),
  reveal: place => host.postMessage({ kind: 'reveal', line: place.line, character: place.character }),
  copy: text => host.postMessage({ kind: 'copy', text }),
};

function receive(message: SimulatorHostMessage): void {
  switch (message.kind) {
    case 'policy': {
      const { uri, name, known, input } = message;
      other ||= input !== undefined;
      update({ policy: { uri, name, known }, ...(input && { input }) });
      ask();
      break;
    }
    case 'changed':
      ask();
      break;
    case 'result':
      // an answer to an older question would jump back
      if (message.id !== asked) return;
      update({ result: message.result, fields: undefined, selected: other ? 0 : within(state.selected, message.result) });
      other = false;
  }
}

function within(selected: number, result: NonNullable<SimulatorState['result']>): number {
  return result.kind === 'simulated' ? Math.min(selected, Math.max(0, result.simulations.length - 1)) : selected;
}

window.addEventListener('message', (event: MessageEvent<SimulatorHostMessage>) => {
  if (typeof event.data === 'object' && event.data !== null) receive(event.data);
});
update({});
host.postMessage({ kind: 'ready' });
