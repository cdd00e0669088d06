import type { KnownValues, SimulateResult } from './language.ts';

/** What the simulator is asked: the request as typed and who sends it. */
export interface SimulatorInput {
  readonly request: string;
  /** Null: authentication fails. */
  readonly user: string | null;
  readonly groups: readonly string[];
}

/** What the editor keeps for the view while the window is closed. */
export interface SimulatorMemory {
  readonly input: SimulatorInput;
  /** URI of the policy. */
  readonly policy: string;
}

/** A request that stays in sight, with what its policy made of it when it was pinned. */
export interface PinnedRequest {
  readonly input: SimulatorInput;
  /** URI of the policy. */
  readonly policy: string;
  /** The levels seen in the log, of each request the input stands for. */
  readonly levels: readonly string[];
}

/** What the workspace keeps of a user's work with the simulator. */
export interface SimulatorKept {
  /** What was asked before, the latest first. */
  readonly history: readonly SimulatorInput[];
  readonly pins: readonly PinnedRequest[];
}

export type SimulatorMessage =
  | { readonly kind: 'ready' }
  /** Answered by a `result` with this id. */
  | { readonly kind: 'simulate'; readonly id: number; readonly input: SimulatorInput }
  | { readonly kind: 'keep'; readonly kept: SimulatorKept }
  /** Show a rule of the policy in its editor; zero-based. */
  | { readonly kind: 'reveal'; readonly line: number; readonly character: number }
  | { readonly kind: 'copy'; readonly text: string };

export type SimulatorHostMessage =
  /** The policy the view is about; `input` only where a command asks for a request of its own. */
  | {
      readonly kind: 'policy';
      readonly uri: string;
      readonly name: string;
      readonly known: KnownValues;
      readonly kept: SimulatorKept;
      readonly input?: SimulatorInput;
    }
  /** The policy was edited: what is shown must be asked again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'result'; readonly id: number; readonly result: SimulateResult };
