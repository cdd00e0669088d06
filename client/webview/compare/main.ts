import { render } from 'lit';
import type { CompareHostMessage, CompareMemory, CompareMessage } from '../../../server/protocol/compare-view.ts';
import './compare.css';
import { requestText } from '../simulator/edit-field.ts';
import { comparePage } from './compare-page.ts';
import type { CompareActions, CompareState } from './compare-state.ts';

interface VsCode {
  postMessage(message: CompareMessage): void;
  setState(state: CompareMemory): void;
}

declare function acquireVsCodeApi(): VsCode;

const host = acquireVsCodeApi();

let state: CompareState = { before: undefined, after: undefined, result: undefined, compared: undefined, busy: true };

function update(change: Partial<CompareState>): void {
  state = { ...state, ...change };
  render(comparePage(state, actions), document.body);
}

const actions: CompareActions = {
  reveal: (side, place) => host.postMessage({ kind: 'reveal', side, place }),
  simulate({ witness: { attributes, user, groups } }) {
    host.postMessage({ kind: 'simulate', input: { request: requestText(attributes), user, groups } });
  },
  copy: text => host.postMessage({ kind: 'copy', text }),
  swap: () => host.postMessage({ kind: 'swap' }),
};

function receive(message: CompareHostMessage): void {
  switch (message.kind) {
    case 'sides': {
      const { before, after, memory } = message;
      host.setState(memory);
      // what stands there is about other policies
      update({ before, after, result: undefined, compared: undefined });
      break;
    }
    case 'busy':
      update({ busy: true });
      break;
    case 'result': {
      const { result } = message;
      if (result.kind !== 'superseded') update({ result, busy: false, ...(result.kind === 'compared' && { compared: result }) });
    }
  }
}

window.addEventListener('message', (event: MessageEvent<CompareHostMessage>) => {
  if (typeof event.data === 'object' && event.data !== null) receive(event.data);
});
update({});
host.postMessage({ kind: 'ready' });
