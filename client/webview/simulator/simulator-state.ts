import { groupsOfServiceAccount } from '../../../server/kubernetes/identities.ts';
import type { KnownIdentities, SimulateResult } from '../../../server/protocol/language.ts';
import type { SimulatorInput } from '../../../server/protocol/simulator-view.ts';

/** Everything the simulator shows. */
export interface SimulatorState {
  readonly input: SimulatorInput;
  readonly policy: { readonly name: string; readonly kubernetesVersion: string; readonly identities: KnownIdentities } | undefined;
  readonly result: SimulateResult | undefined;
  /** Which of several requests (a kubectl command sends many) is shown. */
  readonly selected: number;
}

/** The groups a user of this name has on a real server. */
export function groupsOf(user: string | null): readonly string[] {
  if (user === null) return [];
  if (user === 'system:anonymous') return ['system:unauthenticated'];
  if (user.startsWith('system:serviceaccount:')) return [...new Set([...groupsOfServiceAccount(user), 'system:authenticated'])];
  if (user.startsWith('system:node:')) return ['system:nodes', 'system:authenticated'];
  if (user === 'system:apiserver' || user === 'kubernetes-admin') return ['system:masters', 'system:authenticated'];
  return ['system:authenticated'];
}
