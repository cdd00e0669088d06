import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { type CompiledPolicy, compilePolicy, type Decision } from './evaluate.ts';
import { type FailedSelector, failedSelector } from './match-rule.ts';
import type { PolicyDocument } from './policy-document.ts';
import { type PolicySpec, policySpec } from './policy-spec.ts';
import { previewStages, type RecordedEvent, type StagePreview } from './recorded-events.ts';

/** One rule that was tried, in order; the last one tried matched unless the request fell through. */
export interface TraceStep {
  readonly rule: number;
  readonly matched: boolean;
  readonly failed?: FailedSelector;
}

/** Everything the policy does with one request. */
export interface Simulation extends Decision {
  readonly attributes: Omit<RequestAttributes, 'user'>;
  readonly trace: readonly TraceStep[];
  readonly stages: readonly StagePreview[];
  /** The events written, in order. */
  readonly events: readonly RecordedEvent[];
}

/** A policy ready for simulations. */
export interface SimulatedPolicy {
  readonly spec: PolicySpec;
  readonly compiled: CompiledPolicy;
}

export function simulatedPolicy(document: PolicyDocument): SimulatedPolicy {
  const spec = policySpec(document);
  return { spec, compiled: compilePolicy(spec) };
}

/** Decides a request and tells why, and what would be written at each stage. */
export function simulate(policy: SimulatedPolicy, request: SampledRequest): Simulation {
  const decision = policy.compiled.decide(request.attributes);
  const stages = previewStages(request, decision);
  const { user: _, ...attributes } = request.attributes;
  return {
    ...decision,
    attributes,
    trace: traceRules(policy.spec, request.attributes),
    stages,
    events: stages.filter(s => !s.omitted).map(s => s.event),
  };
}

function traceRules(spec: PolicySpec, attributes: RequestAttributes): TraceStep[] {
  const trace: TraceStep[] = [];
  for (const [rule, ruleSpec] of spec.rules.entries()) {
    const failed = failedSelector(ruleSpec, attributes);
    if (failed === undefined) return [...trace, { rule, matched: true }];
    trace.push({ rule, matched: false, failed });
  }
  return trace;
}
