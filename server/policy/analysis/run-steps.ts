import { DiagramLimit } from './diagram.ts';

/** An analysis that yields often: whoever runs it may stop between two steps. */
export type Steps<Result> = Generator<void, Result>;

/** Why an analysis has no answer. */
export interface Stopped {
  readonly stopped: string;
}

/** Nodes a policy may need before an analysis gives up: some seconds and a few hundred megabytes. */
export const NODE_LIMIT = 2_000_000;

/** An analysis that ends with `stopped` where the policy needs more than it allows itself. */
export function* withinLimit<Result>(steps: Steps<Result>): Steps<Result | Stopped> {
  try {
    return yield* steps;
  } catch (error) {
    if (error instanceof DiagramLimit) return { stopped: error.message };
    throw error;
  }
}

/** Runs an analysis to its end. */
export function runSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
