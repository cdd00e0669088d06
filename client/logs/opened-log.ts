import { EngineError } from '../../server/logs/engine-error.ts';
import type { LoadProgress, OpenLog } from '../../server/protocol/log-engine.ts';
import type { LogSession, SessionState } from './log-session.ts';

/**
 * The log of a session once it is loaded; one that failed before, or that other settings hold for now, is loaded again. Rejects with `EngineError` where it cannot be
 * opened, and with the signal's reason where nobody waits any more: the log then goes on loading for others.
 */
export function openedLog(session: LogSession, onProgress: (progress: LoadProgress | null) => void, signal: AbortSignal): Promise<OpenLog> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const follow = (state: SessionState) => {
      if (state.kind === 'loading') onProgress(state.progress);
      else if (state.kind === 'opened' && session.outdated) session.reload();
      else {
        end();
        if (state.kind === 'opened') resolve(state.log);
        else reject(new EngineError(state.code === 'cancelled' ? 'cancelled' : 'failed', state.message));
      }
    };
    const onAbort = () => {
      end();
      reject(signal.reason);
    };
    const stop = session.onDidChange(follow);
    const end = () => {
      stop();
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (session.state.kind === 'failed') session.reload();
    else follow(session.state);
  });
}
