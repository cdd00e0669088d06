import { ViewAnswers } from '../../client/logs/answer-view.ts';
import type { HostMessage, ViewMessage } from '../../server/protocol/report-view.ts';
import { FAKE_REPORT, type FakeEvent, FakeLog } from './fake-log.ts';

/** What the test decides about the host; set before the view starts. */
export interface HostPlan {
  readonly events: readonly FakeEvent[];
  readonly name: string;
  readonly count?: number;
  readonly delay?: number;
  readonly damaged?: readonly { readonly line: number; readonly reason: string }[];
  /** Instead of opening: show loading or a failure. */
  readonly instead?: HostMessage;
}

declare global {
  interface Window {
    plan: HostPlan;
    /** Everything the view sent that is no request. */
    sent: ViewMessage[];
    kept: unknown;
    hostSays: (message: HostMessage) => void;
    breakEngine: () => void;
    acquireVsCodeApi: () => unknown;
  }
}

/** The editor's side of the view, in the page itself. */
const { plan } = window;
window.sent = [];
const log = new FakeLog(plan.events, plan);
const say = (message: HostMessage) => setTimeout(() => window.postMessage(structuredClone(message), '*'));
const answers = new ViewAnswers(log, FAKE_REPORT, say, () => {
  if (log.broken) say({ kind: 'failed', code: 'crashed', message: 'The log engine has ended unexpectedly. Reload to read the log again.' });
});
window.hostSays = say;
window.breakEngine = () => {
  log.broken = true;
};

function receive(message: ViewMessage): void {
  if (message.kind === 'request') answers.answer(message.id, message.request);
  else if (message.kind === 'cancel') answers.cancel(message.id);
  else window.sent.push(message);
  if (message.kind === 'reload') log.broken = false;
  if (message.kind === 'ready' || message.kind === 'reload') {
    say(plan.instead ?? { kind: 'opened', summary: log.summary, report: FAKE_REPORT, timeZone: 'Asia/Shanghai' });
  }
}

window.acquireVsCodeApi = () => ({
  postMessage: (message: ViewMessage) => receive(structuredClone(message)),
  getState: () => window.kept,
  setState: (state: unknown) => {
    window.kept = structuredClone(state);
  },
});
