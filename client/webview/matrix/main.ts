import { render } from 'lit';
import type { MatrixHostMessage, MatrixInput, MatrixMemory, MatrixMessage } from '../../../server/protocol/matrix-view.ts';
import './matrix.css';
import { groupsOf } from '../simulator/identity.ts';
import { cellDetails } from './cell-details.ts';
import { keepReachable, targetOf } from './grid-keys.ts';
import { matrixPage } from './matrix-page.ts';
import { type CellAt, type MatrixActions, type MatrixState, shownBlocks } from './matrix-state.ts';

interface VsCode {
  postMessage(message: MatrixMessage): void;
  getState(): MatrixMemory | undefined;
  setState(state: MatrixMemory): void;
}

declare function acquireVsCodeApi(): VsCode;

/** Waits for a pause in typing; the answer itself takes no time worth showing. */
const TYPING_PAUSE = 120;

const host = acquireVsCodeApi();
const USUAL: MatrixInput = { user: 'alice', groups: ['system:authenticated'], namespace: 'default' };

let state: MatrixState = {
  input: host.getState()?.input ?? USUAL,
  policy: undefined,
  result: undefined,
  matrix: undefined,
  filter: '',
  differing: false,
  cursor: null,
};
let asked = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The cell the details are of. */
let pointed: string | undefined;

const ask = () => host.postMessage({ kind: 'ask', id: ++asked, input: state.input });

function update(change: Partial<MatrixState>): void {
  state = { ...state, ...change };
  if (state.policy) host.setState({ input: state.input, policy: state.policy.uri });
  render(matrixPage(state, actions), document.body);
  keepReachable(document.querySelector('.grid'));
  showDetails();
}

function showDetails(): void {
  const footer = document.getElementById('details');
  if (footer) render(cellDetails(pointed === undefined ? undefined : cellAt(pointed), state.matrix), footer);
}

function cellAt(key: string): CellAt | undefined {
  const [b, r, c] = key.split(' ').map(Number) as [number, number, number];
  const block = shownBlocks(state)[b];
  const row = block?.rows[r];
  return block && row ? { block, row, verb: block.verbs[c]!, cell: row.cells[c] ?? null } : undefined;
}

const actions: MatrixActions = {
  ask(change) {
    const user = change.user === undefined ? state.input.user : change.user;
    const groups = change.groups ?? (change.user === undefined ? state.input.groups : groupsOf(user));
    // the answer that may be under way is to another question
    asked++;
    update({ input: { user, groups, namespace: change.namespace ?? state.input.namespace } });
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING_PAUSE);
  },
  filter: filter => update({ filter }),
  showDiffering: differing => update({ differing }),
  reveal: ({ line, character }) => host.postMessage({ kind: 'reveal', line, character }),
  selectVersion: () => host.postMessage({ kind: 'select-version' }),
};

const cellOf = (event: Event): HTMLElement | undefined => (event.target as Element).closest<HTMLElement>('.cell') ?? undefined;

function point(event: Event): void {
  const cell = cellOf(event);
  if (!cell || cell.dataset['at'] === pointed) return;
  pointed = cell.dataset['at'];
  showDetails();
}

function goToRule(cell: HTMLElement): void {
  const rule = cellAt(cell.dataset['at'] ?? '')?.cell?.rule;
  const place = rule === undefined || rule === null ? undefined : state.matrix?.rules[rule]?.place;
  if (place) actions.reveal(place);
}

function press(event: KeyboardEvent): void {
  const cell = cellOf(event);
  if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
    event.preventDefault();
    document.getElementById('filter')?.focus();
  }
  if (!cell) return;
  if (event.key === 'Enter' || event.key === ' ') goToRule(cell);
  const target = targetOf(event, cell);
  if (target) target.focus();
  if (target || event.key === ' ') event.preventDefault();
}

function receive(message: MatrixHostMessage): void {
  switch (message.kind) {
    case 'policy':
      update({ policy: { uri: message.uri, name: message.name, known: message.known } });
      ask();
      break;
    case 'changed':
      ask();
      break;
    case 'cursor':
      update({ cursor: message.line });
      break;
    case 'result':
      // an answer to an older question would jump back
      if (message.id === asked) update({ result: message.result, ...(message.result.kind === 'matrix' && { matrix: message.result }) });
  }
}

document.addEventListener('pointerover', point);
document.addEventListener('focusin', event => {
  point(event);
  const cell = cellOf(event);
  if (cell) keepReachable(cell.closest('.grid'), cell);
});
document.addEventListener('click', event => {
  const cell = cellOf(event);
  if (cell) goToRule(cell);
});
document.addEventListener('keydown', press);
window.addEventListener('message', (event: MessageEvent<MatrixHostMessage>) => {
  if (typeof event.data === 'object' && event.data !== null) receive(event.data);
});
update({});
host.postMessage({ kind: 'ready' });
