/** A position as in LSP, zero-based. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface BodyView {
  readonly recorded: boolean;
  readonly reason: string;
}

export interface RecordedEventView {
  readonly stage: string;
  readonly omitted: boolean;
  /** The event as JSON, bodies left out. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly requestObject: BodyView;
  readonly responseObject: BodyView;
}

export interface TraceStepView {
  readonly rule: number;
  readonly level: string;
  readonly matched: boolean;
  /** The selector that did not hold, what the rule wants there and what the request has. */
  readonly failed?: { readonly selector: string; readonly wanted: readonly string[]; readonly found: string };
  readonly place: Place;
}

/** The fields a policy looks at. */
export interface RequestAttributesView {
  readonly isResourceRequest: boolean;
  readonly verb: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
}

/** The outcome of one request, ready to be shown. */
export interface SimulationView {
  /** The request in one line. */
  readonly title: string;
  /** Method and request URI, where a request has these attributes. */
  readonly httpLine?: string;
  readonly attributes: RequestAttributesView;
  readonly user: string | null;
  readonly groups: readonly string[];
  readonly level: string;
  /** Zero-based. */
  readonly rule: number | null;
  readonly rulePlace: Place | null;
  /** The answer in one sentence. */
  readonly sentence: string;
  readonly omitStages: readonly string[];
  readonly omitManagedFields: boolean;
  readonly trace: readonly TraceStepView[];
  readonly stages: readonly RecordedEventView[];
  readonly note?: string;
  /** Sent only where the cluster is not in its usual state; the note says when. */
  readonly unusual?: true;
}
