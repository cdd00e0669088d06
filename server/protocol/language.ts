import type { FoundFields } from './query.ts';
import type { Place, SimulationView } from './simulation.ts';

/** Notification `auditscope/documentState`: what a document turned out to be, after every check. */
export interface DocumentState {
  readonly uri: string;
  readonly version: number;
  /** `null`: none of our documents. */
  readonly kind: 'policy' | 'query' | null;
  /** The policies in it: the empty name stands for the document itself, others tell the way to an embedded one. */
  readonly policies: readonly string[];
  readonly rules: number;
  readonly problems: number;
  /** Whether kube-apiserver would refuse it. */
  readonly refused: boolean;
  /** `1.N` it was checked for. */
  readonly kubernetesVersion: string;
}

/** Notification `auditscope/logFields`, from the client: what the log that queries run on has; `null` where none is open. */
export interface LogFields {
  readonly log: FoundFields | null;
}

/** Request `auditscope/explainRule`: the rule at a place in plain words, or `null` where none is. */
export interface ExplainRuleParams {
  readonly uri: string;
  readonly position: Place;
}

export interface ExplainRuleResult {
  readonly title: string;
  readonly text: string;
}

/** Notification `auditscope/configFiles`, from the client: every `auditscope.yaml` of the workspace as it is saved. */
export interface ConfigFiles {
  readonly files: readonly ConfigFile[];
}

export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
}

/** Request `auditscope/simulate`. */
export interface SimulateParams {
  readonly uri: string;
  /** Of several policies in the document the one with this name; else the first. */
  readonly policy?: string;
  /** One request: an HTTP line, attributes, a kubectl command line or an event. */
  readonly request: string;
  /** `null`: failed authentication. */
  readonly user: string | null;
  readonly groups: readonly string[];
  /** Contents of files a kubectl command line names. */
  readonly files: Readonly<Record<string, string>>;
}

export type SimulateResult =
  | {
      readonly kind: 'simulated';
      readonly simulations: readonly SimulationView[];
      readonly rules: number;
      /** `1.N` the request was read for. */
      readonly kubernetesVersion: string;
    }
  /** The request cannot be read. */
  | { readonly kind: 'unreadable'; readonly message: string }
  /** kube-apiserver would not load the policy. */
  | { readonly kind: 'refused'; readonly problems: readonly { readonly message: string; readonly place: Place }[] }
  | { readonly kind: 'no-policy'; readonly message: string }
  /** The policy could not be opened, or the language server does not run. */
  | { readonly kind: 'no-answer'; readonly message: string };

/** A resource, or `resource/subresource`, with its API group (empty for core). */
export interface KnownResource {
  readonly name: string;
  readonly group: string;
}

/** Request `auditscope/knownValues`: what to offer in each field of a request, values of the policy first. */
export interface KnownValues {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly KnownResource[];
  readonly namespaces: readonly string[];
  readonly paths: readonly string[];
}
