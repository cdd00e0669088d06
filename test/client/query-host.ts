import { checkQueryMessage } from '../../client/query/check-query-message.ts';
import { QuerySession } from '../../client/query/query-session.ts';
import { queryText } from '../../client/query/query-text.ts';
import type { QueryHostMessage, QueryViewMessage } from '../../server/protocol/query-view.ts';
import type { FakeEngine } from './query/fake-engine.ts';

/** The extension's side of a result panel, with an engine of the test's. */
export class QueryHost {
  /** What the view asked besides runs, explanations and events. */
  readonly asked: QueryViewMessage[] = [];
  private sent: QueryHostMessage[] = [];
  private readonly session: QuerySession;
  private readonly query: string;

  constructor(engine: FakeEngine | null, query = '* | select account, code, requests') {
    this.query = query;
    this.session = new QuerySession('file:///requests.slsq', 'requests.slsq', {
      send: message => this.sent.push(message),
      log: async () => engine,
      logName: () => engine && { name: engine.summary.name, events: engine.summary.events },
      settings: () => ({ timeZone: 'UTC', limit: 100, timeout: 1000 }),
      ran: () => undefined,
      fieldsFound: () => undefined,
      failed: () => undefined,
    });
  }

  async answer(value: unknown): Promise<readonly QueryHostMessage[]> {
    const message = checkQueryMessage(value);
    if (!message) throw new Error(`the view sent what is no message: ${JSON.stringify(value)}`);
    switch (message.kind) {
      case 'ready':
        this.session.introduce();
        break;
      case 'run':
      case 'explain':
        await this.session[message.kind](queryText(this.query, null));
        break;
      case 'event':
        await this.session.event(message.id, message);
        break;
      default:
        this.asked.push(message);
    }
    return this.taken();
  }

  /** What the session has said since it was asked last. */
  private taken(): readonly QueryHostMessage[] {
    const { sent } = this;
    this.sent = [];
    return sent;
  }
}
