import type { ApiTable } from '../../kubernetes/api-resources.ts';
import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { CompletionPlace } from './completion-place.ts';

/** A value to offer for a field. */
export interface Choice {
  readonly value: string;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Other words a person may type for it: short names, the kind. */
  readonly alsoTyped?: string;
  /** Snippet to insert instead of the value, with placeholders for what must be filled in. */
  readonly form?: string;
}

/** What the choices for a field depend on. */
export interface ChoiceContext {
  readonly policy: PolicyDocument;
  readonly field: string;
  readonly place: CompletionPlace;
  readonly kubernetes: KubernetesMinor;
  readonly api: ApiTable;
}
