import type { KnownValues, SimulateResult } from '../../../server/protocol/language.ts';
import type { RequestAttributesView, SimulationView } from '../../../server/protocol/simulation.ts';
import type { SimulatorInput } from '../../../server/protocol/simulator-view.ts';
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
}

/** What the page can ask for. */
export interface SimulatorActions {
  /** Changes the input; groups follow a user that changes, unless they are given too. */
  edit(input: Partial<SimulatorInput>): void;
  /** Changes one field of a request: the request becomes what its fields say. */
  editField(simulation: SimulationView, field: RequestField, text: string): void;
  select(index: number): void;
  reveal(place: { readonly line: number; readonly character: number }): void;
  copy(text: string): void;
}
