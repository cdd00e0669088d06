import { render } from 'lit';
import type { SimulateResult } from '../../../server/protocol/language.ts';
import type { SimulatorHostMessage, SimulatorInput, SimulatorMessage } from '../../../server/protocol/simulator-view.ts';
import './simulator.css';
import { simulatorPage } from './simulator-page.ts';
import { groupsOf, type SimulatorState } from './simulator-state.ts';

interface VsCode {
  postMessage(message: SimulatorMessage): void;
  getState(): { readonly input: SimulatorInput } | undefined;
  setState(state: { readonly input: SimulatorInput }): void;
}

declare function acquireVsCodeApi(): VsCode;

/** Waits for a pause in typing; the answer itself takes no time worth showing. */
const TYPING_PAUSE = 120;

const host = acquireVsCodeApi();
const EXAMPLE: SimulatorInput = { request: 'kubectl exec -n default web-0 -- sh', user: 'alice', groups: ['system:authenticated'] };

let state: SimulatorState = { input: host.getState()?.input ?? EXAMPLE, policy: undefined, result: undefined, selected: 0 };
let asked = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const ask = () => host.postMessage({ kind: 'simulate', id: ++asked, input: state.input });

function update(change: Partial<SimulatorState>): void {
  state = { ...state, ...change };
  render(simulatorPage(state, actions), document.body);
}

const actions = {
  edit(input: Partial<SimulatorInput>) {
    const user = input.user !== undefined ? input.user : state.input.user;
    // the groups that come with an identity follow it, as long as nobody typed others
    const groups = input.groups ?? (input.user !== undefined ? groupsOf(input.user) : state.input.groups);
    const next = { ...state.input, ...input, user, groups };
    host.setState({ input: next });
    update({ input: next });
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING_PAUSE);
  },
  select: (selected: number) => update({ selected }),
  reveal: (place: { readonly line: number; readonly character: number }) => host.postMessage({ kind: 'reveal', ...place }),
  copy: (text: string) => host.postMessage({ kind: 'copy', text }),
};
export type SimulatorActions = typeof actions;

function receive(message: SimulatorHostMessage): void {
  if (message.kind === 'policy') {
    const { name, kubernetesVersion, identities } = message;
    update({ policy: { name, kubernetesVersion, identities }, ...(message.input && { input: message.input }) });
    ask();
  } else if (message.kind === 'changed') {
    ask();
  } else if (message.kind === 'result' && message.id === asked) {
    const result: SimulateResult = message.result;
    const requests = result.kind === 'simulated' ? result.simulations.length : 0;
    update({ result, selected: Math.min(state.selected, Math.max(0, requests - 1)) });
  }
}

window.addEventListener('message', (event: MessageEvent<SimulatorHostMessage>) => {
  if (typeof event.data === 'object' && event.data !== null) receive(event.data);
});
update({});
host.postMessage({ kind: 'ready' });
