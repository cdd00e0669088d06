import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestAttributes } from '../../../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../../../server/kubernetes/request-info.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { previewStages, type StagePreview } from '../../../server/policy/recorded-events.ts';
import { simulatedPolicy } from '../../../server/policy/simulate.ts';
import { vectors } from '../kubernetes/vectors.ts';

interface Recorded {
  readonly policy: string;
  readonly cases: readonly {
    readonly request: {
      readonly method: string;
      readonly url: string;
      readonly user: string | null;
      readonly groups: readonly string[];
      readonly hasBody?: boolean;
      readonly note?: string;
    };
    readonly events: readonly RecordedVector[];
  }[];
}

interface RecordedVector {
  readonly stage: string;
  readonly level: string;
  readonly verb: string;
  readonly user: string | null;
  readonly code: number | null;
  readonly objectRef: Readonly<Record<string, string>> | null;
  readonly hasRequestObject: boolean;
  readonly hasResponseObject: boolean;
}

/** The fields of objectRef that come from the URL; a create gets its name from the body. */
const FROM_URL = ['resource', 'namespace', 'apiGroup', 'apiVersion', 'subresource'];

/** Served by an aggregated API server in that cluster, which a policy cannot know. */
const AGGREGATED = 'agg.example.org';

const succeeded = (event: RecordedVector) => event.code === null || event.code < 300;

const replayed = vectors<Recorded>('conformance/policy-recorded.jsonl.gz').flatMap(({ policy, cases }) => {
  const simulated = simulatedPolicy(parsePolicy(policy));
  return cases.map(({ request, events }) => {
    const user = request.user === null ? null : { name: request.user, groups: request.groups };
    const attributes = attributesOf({ ...request, user }) as RequestAttributes;
    const decision = simulated.compiled.decide(attributes);
    const stages = previewStages({ attributes, url: request.url, hasBody: request.hasBody ?? false }, decision).filter(s => !s.omitted);
    return { request, attributes, events, stages };
  });
});

test('what a running kube-apiserver recorded: the same stages, level, verb and objectRef', () => {
  for (const { request, attributes, events, stages } of replayed) {
    const label = `${request.method} ${request.url} by ${request.user}`;
    // a panic takes the place of the completion; nothing in the request foretells it
    const expected = events.map(e => (e.stage === 'Panic' ? 'ResponseComplete' : e.stage));
    assert.deepEqual(
      stages.map(s => s.stage),
      expected,
      label,
    );
    for (const [i, stage] of stages.entries()) sameEvent(stage, events[i]!, attributes.verb === 'create' && attributes.name === '', label);
  }
  assert.equal(replayed.length, 1339);
});

function sameEvent({ event }: StagePreview, vector: RecordedVector, nameFromBody: boolean, label: string): void {
  assert.equal(event.level, vector.level, label);
  assert.equal(event.verb, vector.verb, label);
  assert.equal(event.user.username ?? null, vector.user || null, label);
  for (const field of nameFromBody ? FROM_URL : [...FROM_URL, 'name'])
    assert.equal(event.objectRef?.[field] ?? '', vector.objectRef?.[field] ?? '', `${label}: ${field}`);
}

test('bodies are foretold for every request that succeeds', () => {
  let compared = 0;
  for (const { request, events, stages } of replayed) {
    if (request.url.includes(AGGREGATED) || !events.every(succeeded)) continue;
    for (const [i, stage] of stages.entries()) {
      const label = `${request.method} ${request.url} ${stage.stage}`;
      assert.equal(stage.requestObject.recorded, events[i]!.hasRequestObject, `${label}: requestObject, ${stage.requestObject.reason}`);
      assert.equal(stage.responseObject.recorded, events[i]!.hasResponseObject, `${label}: responseObject, ${stage.responseObject.reason}`);
      compared++;
    }
  }
  assert.ok(compared > 1000, `${compared} events`);
});
