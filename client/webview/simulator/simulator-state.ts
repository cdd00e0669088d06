import type { KnownValues, SimulateResult } from '../../../server/protocol/language.ts';
import type { RequestAttributesView, SimulationView } from '../../../server/protocol/simulation.ts';
import type { PinnedRequest, SimulatorInput, SimulatorKept } from '../../../server/protocol/simulator-view.ts';
import type { RequestField } from './edit-field.ts';

/** The policy the simulator is about. */
export interface SimulatedPolicyView {
  readonly uri: string;
  readonly name: string;
  readonly known: KnownValues;
}

/** Everything the simulator shows. */
export interface SimulatorState {
  readonly input: SimulatorInput;
  readonly policy: SimulatedPolicyView | undefined;
  readonly result: SimulateResult | undefined;
  /** The request as its fields were edited, until the answer to it is there. */
  readonly fields?: RequestAttributesView | undefined;
  /** Which of several requests (a kubectl command sends many) is shown. */
  readonly selected: number;
  readonly kept: SimulatorKept;
  /** What the policy makes of the pinned requests now. */
  readonly pinned: ReadonlyMap<PinnedRequest, SimulateResult>;
}

/** What the page can ask for. */
export interface SimulatorActions {
  /** Changes the input; groups follow a user that changes, unless they are given too. */
  edit(input: Partial<SimulatorInput>): void;
  /** Changes one field of a request: the request becomes what its fields say. */
  editField(simulation: SimulationView, field: RequestField, text: string): void;
  /** Asks what was asked before. */
  recallInput(input: SimulatorInput): void;
  /** Goes back (1) or forth (-1) in what was asked before; false where there is nothing. */
  recall(step: number): boolean;
  select(index: number): void;
  /** Pins what is shown, or unpins it. */
  togglePin(): void;
  unpin(pin: PinnedRequest): void;
  /** Takes the levels of now for those a pin is compared with. */
  acceptPin(pin: PinnedRequest, levels: readonly string[]): void;
  reveal(place: { readonly line: number; readonly character: number }): void;
  copy(text: string): void;
}
