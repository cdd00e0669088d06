import type { Place, RequestAttributesView } from './simulation.ts';
import type { SimulatorInput } from './simulator-view.ts';

/** A policy as it was or is, to be compared. */
export interface CompareSide {
  /** As a person knows it: a file's name, "audit-policy.yaml (HEAD)". */
  readonly name: string;
  readonly text: string;
  /** The file whose settings hold, where it is one of the workspace. */
  readonly uri?: string;
  /** Name of one of several policies in the text; empty: the text itself, or the first. */
  readonly policy: string;
}

/** Request `auditscope/compare`. One that comes later for the same `view` ends the one before as `superseded`. */
export interface CompareParams {
  readonly view: string;
  readonly before: CompareSide;
  readonly after: CompareSide;
}

export type SideName = 'before' | 'after';

export interface RuleLink {
  /** Zero-based. */
  readonly rule: number;
  readonly place: Place;
}

export interface RecordedView {
  readonly level: string;
  readonly stages: readonly string[];
}

/** Requests that the two record differently. */
export interface ChangeView {
  /** "Reads of secrets, by members of system:nodes: bodies are no longer recorded" */
  readonly sentence: string;
  /** The end of the sentence that tells what changes. */
  readonly change: string;
  /** The requests one by one, where the sentence names them by a rule's selectors only. */
  readonly parts: readonly string[];
  readonly more: boolean;
  readonly from: RecordedView;
  readonly to: RecordedView;
  /** The deciding rules; null where none decides. */
  readonly rules: { readonly before: RuleLink | null; readonly after: RuleLink | null };
  readonly witness: {
    readonly title: string;
    /** "alice (dev, system:authenticated)" */
    readonly by: string;
    readonly attributes: RequestAttributesView;
    readonly user: string | null;
    readonly groups: readonly string[];
  };
}

export interface ChangeGroupView {
  /** What the changes do, or `theory` for requests that no real server sees. */
  readonly kind: string;
  readonly title: string;
  readonly changes: readonly ChangeView[];
}

export type CompareResult =
  | {
      readonly kind: 'compared';
      /** The worst first; none where every request is recorded the same. */
      readonly groups: readonly ChangeGroupView[];
      /** "no longer recorded (2), newly recorded (1)" */
      readonly counts: string;
      readonly markdown: string;
      /** `1.N` whose requests count as real. */
      readonly kubernetesVersion: string;
    }
  /** kube-apiserver would not load one of them. */
  | {
      readonly kind: 'refused';
      readonly side: SideName;
      readonly problems: readonly { readonly message: string; readonly place: Place }[];
    }
  | { readonly kind: 'no-policy'; readonly side: SideName }
  /** The analysis needed more than it allows itself. */
  | { readonly kind: 'stopped'; readonly message: string }
  | { readonly kind: 'superseded' }
  /** A side could not be read, or the language server does not run. */
  | { readonly kind: 'no-answer'; readonly message: string };

/** One side as the editor keeps it: a file, or what git has of it in HEAD. */
export interface SideMemory {
  readonly kind: 'file' | 'head';
  readonly uri: string;
}

/** What the editor keeps for the view while the window is closed. */
export interface CompareMemory {
  readonly before: SideMemory;
  readonly after: SideMemory;
}

export type CompareMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reveal'; readonly side: SideName; readonly place: Place }
  | { readonly kind: 'simulate'; readonly input: SimulatorInput }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'swap' };

export type CompareHostMessage =
  | { readonly kind: 'sides'; readonly before: string; readonly after: string; readonly memory: CompareMemory }
  /** A comparison has begun. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'result'; readonly result: CompareResult };
