import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';

/** What features are told beside the policy. */
export interface FeatureSettings {
  readonly kubernetes: KubernetesMinor;
  /** Whether the policy holds parts nobody knows yet (templates), so that nothing can be said of what its rules decide. */
  readonly partlyUnknown?: boolean;
}
