import type { KnownIdentities, SimulateResult } from './language.ts';

/** What the simulator shows: the request as typed and who sends it. */
export interface SimulatorInput {
  readonly request: string;
  /** Empty with `unauthenticated` false means system:anonymous is meant by the user; the view always sends a name or null. */
  readonly user: string | null;
  readonly groups: readonly string[];
}

export type SimulatorMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'simulate'; readonly id: number; readonly input: SimulatorInput }
  /** Show a rule of the policy in its editor; zero-based. */
  | { readonly kind: 'reveal'; readonly line: number; readonly character: number }
  | { readonly kind: 'copy'; readonly text: string };

export type SimulatorHostMessage =
  | { readonly kind: 'policy'; readonly name: string; readonly kubernetesVersion: string; readonly identities: KnownIdentities; readonly input?: SimulatorInput }
  /** The policy was edited: what is shown must be asked again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'result'; readonly id: number; readonly result: SimulateResult };
