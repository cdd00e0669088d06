import type { EngineErrorCode } from '../protocol/log-engine.ts';

/** Why the log engine could not answer; the message is for a reader, `code` for a program. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  constructor(code: EngineErrorCode, message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}
