import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A message as it goes over the wire. */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** What a request was answered with: the result, or the error. */
export type Answer = { readonly result: unknown } | { readonly error: { readonly code: number; readonly message: string } };

/** A plain client of a language server on standard input and output; knows nothing of the protocol but its framing. */
export interface LspClient {
  /** Sends a request; the answer may be an error. Rejects after 20 seconds and when the server ends. */
  ask(method: string, params: unknown): Promise<Answer>;
  /** Sends a request and expects a result. */
  request<T>(method: string, params: unknown): Promise<T>;
  /** Sends a request without waiting and tells its id. */
  start(method: string, params: unknown): { readonly id: number; readonly answer: Promise<Answer> };
  notify(method: string, params: unknown): void;
  /** Resolves with the last notification of a method that fulfils a condition, or the next one if none has come yet. */
  notified<T>(method: string, holds?: (params: T) => boolean): Promise<T>;
  /** Resolves with the next notification of a method that fulfils a condition, received from now on. */
  next<T>(method: string, holds: (params: T) => boolean): Promise<T>;
  /** Answers for the requests that the server sends, by method; one that throws refuses. */
  readonly answers: Record<string, (params: unknown) => unknown>;
  readonly server: ChildProcessWithoutNullStreams;
  end(): Promise<number | null>;
}

const LIMIT = 20_000;

export const OURS = [process.execPath, fileURLToPath(new URL('../../../server/language/main.ts', import.meta.url)), '--stdio'];

function answerOf(answer: ((params: unknown) => unknown) | undefined, params: unknown): Answer {
  try {
    return { result: answer?.(params) ?? null };
  } catch (error) {
    return { error: { code: -32601, message: String(error) } };
  }
}

export function startClient([command, ...args]: readonly string[]): LspClient {
  const server = spawn(command!, args, { stdio: 'pipe' });
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners = new Set<(message: Message) => void>();
  const received: Message[] = [];
  const answers: Record<string, (params: unknown) => unknown> = {};
  let buffer = Buffer.alloc(0);
  let ids = 0;

  const send = (message: Message) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const receive = (message: Message) => {
    if (message.method === undefined) {
      const settle = waiting.get(Number(message.id));
      waiting.delete(Number(message.id));
      settle?.(message.error ? { error: message.error } : { result: message.result });
    } else if (message.id !== undefined) {
      send({ id: message.id, ...answerOf(answers[message.method], message.params) });
    } else {
      received.push(message);
      for (const listener of listeners) listener(message);
    }
  };
  server.stdout.on('data', (data: Buffer) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n');
      const length = head < 0 ? 0 : Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())?.[1]);
      if (head < 0 || buffer.length < head + 4 + length) return;
      const text = buffer.subarray(head + 4, head + 4 + length).toString();
      buffer = buffer.subarray(head + 4 + length);
      receive(JSON.parse(text) as Message);
    }
  });

  const ended = new Promise<number | null>(resolve => server.once('exit', resolve));
  const limited = <T>(what: string, promise: Promise<T>): Promise<T> => {
    let limit: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      limit = setTimeout(() => reject(new Error(`${what}: no answer in ${LIMIT / 1000} seconds`)), LIMIT);
      void ended.then(code => reject(new Error(`${what}: the server ended with ${code}`)));
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(limit));
  };
  const next = <T>(method: string, holds: (params: T) => boolean): Promise<T> =>
    limited(
      method,
      new Promise<T>(resolve => {
        const listener = (m: Message) => {
          if (m.method !== method || !holds(m.params as T)) return;
          listeners.delete(listener);
          resolve(m.params as T);
        };
        listeners.add(listener);
      }),
    );
  const start = (method: string, params: unknown) => {
    const id = ++ids;
    const answer = new Promise<Answer>(resolve => waiting.set(id, resolve));
    send({ id, method, params });
    return { id, answer: limited(method, answer) };
  };
  return {
    start,
    ask: (method, params) => start(method, params).answer,
    async request<T>(method: string, params: unknown) {
      const answer = await start(method, params).answer;
      if ('error' in answer) throw new Error(`${method}: ${answer.error.message}`);
      return answer.result as T;
    },
    notify: (method, params) => send({ method, params }),
    notified<T>(method: string, holds: (params: T) => boolean = () => true) {
      const known = received.findLast(m => m.method === method && holds(m.params as T));
      return known ? Promise.resolve(known.params as T) : next(method, holds);
    },
    next,
    answers,
    server,
    async end() {
      await start('shutdown', null).answer.then(
        () => send({ method: 'exit' }),
        () => server.kill(),
      );
      return ended;
    },
  };
}
