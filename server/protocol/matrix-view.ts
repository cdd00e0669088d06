import type { KnownValues } from './language.ts';
import type { Place } from './simulation.ts';

/** Who asks, and where. */
export interface MatrixInput {
  /** Null: authentication fails. */
  readonly user: string | null;
  readonly groups: readonly string[];
  /** Of the requests for namespaced resources; empty: over all namespaces. */
  readonly namespace: string;
}

/** Request `auditscope/matrix`. */
export interface MatrixParams extends MatrixInput {
  readonly uri: string;
  /** Name of one of several policies in the document; empty: the document itself, or the first. */
  readonly policy: string;
}

export interface MatrixCellView {
  /** What is recorded: `None` also where every stage is omitted. */
  readonly level: string;
  /** Zero-based; null where no rule decides. */
  readonly rule: number | null;
  /** Object names that another rule decides, with what it records of them. */
  readonly byName: readonly { readonly name: string; readonly level: string; readonly rule: number | null }[];
}

export interface MatrixRowView {
  /** `pods`, `pods/exec`, or a path. */
  readonly name: string;
  /** Whether only the policy tells of it: the chosen release does not build it in. */
  readonly custom: boolean;
  /** One per verb of the block; null where the server does not serve the verb. */
  readonly cells: readonly (MatrixCellView | null)[];
}

/** The resources of an API group, or the paths. */
export interface MatrixBlockView {
  readonly kind: 'resources' | 'paths';
  /** API group; empty for the core group and for paths. */
  readonly group: string;
  readonly verbs: readonly string[];
  /** The level most of its cells have. */
  readonly usual: string;
  readonly rows: readonly MatrixRowView[];
}

export interface MatrixRuleView {
  readonly level: string;
  /** "reads of secrets, by anyone" */
  readonly scope: string;
  readonly place: Place;
  /** Zero-based lines the rule stands on, both included. */
  readonly lines: readonly [first: number, last: number];
}

export type MatrixResult =
  | {
      readonly kind: 'matrix';
      readonly blocks: readonly MatrixBlockView[];
      readonly rules: readonly MatrixRuleView[];
      /** `1.N` whose resources these are. */
      readonly kubernetesVersion: string;
    }
  /** kube-apiserver would not load the policy. */
  | { readonly kind: 'refused'; readonly problems: readonly { readonly message: string; readonly place: Place }[] }
  | { readonly kind: 'no-policy'; readonly message: string }
  /** The policy could not be opened, or the language server does not run. */
  | { readonly kind: 'no-answer'; readonly message: string };

/** What the editor keeps for the view while the window is closed. */
export interface MatrixMemory {
  readonly input: MatrixInput;
  /** URI of the policy. */
  readonly policy: string;
}

export type MatrixMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly id: number; readonly input: MatrixInput }
  /** Show a place of the policy in its editor; zero-based. */
  | { readonly kind: 'reveal'; readonly line: number; readonly character: number }
  | { readonly kind: 'select-version' };

export type MatrixHostMessage =
  | { readonly kind: 'policy'; readonly uri: string; readonly name: string; readonly known: KnownValues }
  /** The policy was edited: what is shown must be asked again. */
  | { readonly kind: 'changed' }
  /** Where the cursor stands in the policy; null where it is elsewhere. */
  | { readonly kind: 'cursor'; readonly line: number | null }
  | { readonly kind: 'result'; readonly id: number; readonly result: MatrixResult };
