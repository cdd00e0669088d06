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

export type SimulatorMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'simulate'; readonly id: number; readonly input: SimulatorInput }
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
      readonly input?: SimulatorInput;
    }
  /** The policy was edited: what is shown must be asked again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'result'; readonly id: number; readonly result: SimulateResult };
