import { render } from 'lit';
import type { HostMessage, ViewMessage } from '../../../server/protocol/report-view.ts';
import './report.css';
import { reportPage } from './report-page.ts';
import type { KeptState } from './report-state.ts';
import { ReportView } from './report-view.ts';

interface VsCode {
  postMessage(message: ViewMessage): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}

declare function acquireVsCodeApi(): VsCode;

const host = acquireVsCodeApi();
const view = new ReportView(
  {
    post: message => host.postMessage(message),
    keep: state => host.setState(state),
    render: (state, actions) => render(reportPage(state, actions), document.body),
    nextFrame: run => requestAnimationFrame(run),
  },
  host.getState(),
);

const noticeScreenReader = () => view.useScreenReader(document.body.classList.contains('vscode-using-screen-reader'));
new MutationObserver(noticeScreenReader).observe(document.body, { attributes: true, attributeFilter: ['class'] });
noticeScreenReader();
window.addEventListener('message', (event: MessageEvent<HostMessage>) => {
  if (typeof event.data === 'object' && event.data !== null) view.receive(event.data);
});
host.postMessage({ kind: 'ready' });
