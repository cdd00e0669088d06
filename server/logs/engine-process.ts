import { rmSync } from 'node:fs';
import { EngineError } from './engine-error.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';
import { type LogEngine, openEngine } from './log-engine.ts';

/** Entry of the engine process: answers calls over the channel that `open-log.ts` made. */
const running = new Map<number, AbortController>();
let engine: LogEngine | undefined;
let folder: string | undefined;

const send = (message: FromEngine) => {
  if (process.connected) process.send?.(message);
};

async function answer(message: Exclude<ToEngine, { kind: 'cancel' }>): Promise<void> {
  const { id } = message;
  const controller = new AbortController();
  running.set(id, controller);
  const reports = {
    onProgress: (progress: Extract<FromEngine, { kind: 'progress' }>['progress']) => send({ id, kind: 'progress', progress }),
    onPanel: (panel: Extract<FromEngine, { kind: 'panel' }>['panel']) => send({ id, kind: 'panel', panel }),
  };
  try {
    if (message.kind === 'open') {
      folder = message.params.folder;
      engine = await openEngine(message.params, reports, controller.signal);
      send({ id, kind: 'result', result: engine.summary });
    } else {
      if (!engine) throw new EngineError('failed', 'no log is open');
      send({ id, kind: 'result', result: await engine.call(message.kind, message.params, reports, controller.signal) });
    }
  } catch (error) {
    const [code, words] = controller.signal.aborted ? (['cancelled', 'cancelled'] as const) : describe(error);
    send({ id, kind: 'error', code, message: words });
  } finally {
    running.delete(id);
  }
}

const describe = (error: unknown) =>
  error instanceof EngineError
    ? ([error.code, error.message] as const)
    : (['failed', error instanceof Error ? error.message : String(error)] as const);

process.on('message', (message: ToEngine) => {
  if (message.kind === 'cancel') running.get(message.id)?.abort();
  else void answer(message);
});

// whoever asked is gone, or may be before it can tidy up: a terminal that is closed ends both, a window does not wait for its engines
for (const end of ['disconnect', 'SIGHUP', 'SIGTERM', 'SIGINT'] as const)
  process.on(end, () => {
    try {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } finally {
      // a plain exit would wait for the statement that runs
      process.kill(process.pid, 'SIGKILL');
    }
  });
