import { render } from 'lit';
import type { QueryHostMessage, QueryViewMessage } from '../../../server/protocol/query-view.ts';
import './query.css';
import type { KeptView } from './kept-view.ts';
import { queryPage } from './query-page.ts';
import { QueryView } from './query-view.ts';

interface VsCode {
  postMessage(message: QueryViewMessage): void;
  getState(): KeptView | undefined;
  setState(state: KeptView): void;
}

declare function acquireVsCodeApi(): VsCode;

const host = acquireVsCodeApi();
const view = new QueryView(
  {
    post: message => host.postMessage(message),
    keep: state => host.setState(state),
    render: (state, actions) => render(queryPage(state, actions), document.body),
  },
  host.getState(),
);

const noticeScreenReader = () => view.useScreenReader(document.body.classList.contains('vscode-using-screen-reader'));
new MutationObserver(noticeScreenReader).observe(document.body, { attributes: true, attributeFilter: ['class'] });
noticeScreenReader();
window.addEventListener('message', (event: MessageEvent<QueryHostMessage>) => {
  if (typeof event.data === 'object' && event.data !== null) view.receive(event.data);
});
host.postMessage({ kind: 'ready' });
