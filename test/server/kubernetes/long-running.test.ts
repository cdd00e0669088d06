import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasUnreadableTimeout, isLongRunning, stagesOf } from '../../../server/kubernetes/long-running.ts';
import type { RequestAttributes } from '../../../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../../../server/kubernetes/request-info.ts';
import { vectors } from './vectors.ts';

const somebody = { name: 'alice', groups: [] };

function attributes(request: string, user: RequestAttributes['user'] = somebody): RequestAttributes {
  const [method = '', url = ''] = request.split(' ');
  const found = attributesOf({ method, url, user });
  assert.ok(!('error' in found), request);
  return found;
}

test('long-running requests by verb, subresource and path', () => {
  const cases: [string, boolean][] = [
    ['GET /api/v1/pods', false],
    ['GET /api/v1/pods?watch=1', true],
    ['HEAD /api/v1/pods?watch=true', true],
    ['POST /api/v1/watch/pods', true],
    ['GET /api/v1/proxy/namespaces/a/pods/p', true],
    ['GET /api/v1/namespaces/a/pods/p/log', true],
    ['DELETE /api/v1/namespaces/a/pods/p/log', true],
    ['POST /api/v1/namespaces/a/pods/p/exec', true],
    ['GET /apis/example.com/v1/namespaces/a/widgets/w/exec', true],
    ['GET /api/v1/nodes/n/proxy/metrics', true],
    ['GET /api/v1/namespaces/a/pods/p/status', false],
    ['GET /debug/pprof/profile', true],
    ['GET /debug/pprof', false],
    ['GET /healthz', false],
    ['WATCH /healthz', true],
  ];
  for (const [request, expected] of cases) assert.equal(isLongRunning(attributes(request)), expected, request);
});

test('the stages of each situation', () => {
  const ordinary = attributes('GET /api/v1/pods');
  const watch = attributes('GET /api/v1/pods?watch=1');
  assert.deepEqual(stagesOf(ordinary), ['RequestReceived', 'ResponseComplete']);
  assert.deepEqual(stagesOf(watch), ['RequestReceived', 'ResponseStarted', 'ResponseComplete']);
  assert.deepEqual(stagesOf(ordinary, { panic: 'before-response' }), ['RequestReceived', 'Panic']);
  assert.deepEqual(stagesOf(watch, { panic: 'before-response' }), ['RequestReceived', 'Panic']);
  assert.deepEqual(stagesOf(watch, { panic: 'after-response' }), ['RequestReceived', 'ResponseStarted', 'Panic']);
  assert.deepEqual(stagesOf(attributes('GET /api/v1/pods?watch=1', null)), ['ResponseStarted']);
});

test('a timeout that Go cannot read is refused before authentication, except on long-running requests', () => {
  const cases: [string, boolean][] = [
    ['timeout=abc', true],
    ['timeout=30', true],
    ['timeout=30s', false],
    ['timeout=0', false],
    ['timeout=-5s', false],
    ['timeout=1h2m3.5s', false],
    ['timeout=1d', true],
    ['timeout=', false],
    ['timeout=9999999h', true],
    ['timeout=2m&timeout=x', false],
    ['timeout=x;y&timeout=1s', false],
    ['watch=1&timeout=abc', false],
  ];
  for (const [query, expected] of cases) {
    const request = `/api/v1/pods?${query}`;
    assert.equal(hasUnreadableTimeout(attributes(`GET ${request}`), request), expected, query);
  }
  assert.equal(hasUnreadableTimeout(attributes('GET /healthz?timeout=abc'), '/healthz?timeout=abc'), true);
});

test('recorded events of a running server are of the stages we tell', () => {
  interface Line {
    readonly cases: readonly {
      readonly request: { readonly method: string; readonly url: string; readonly user: string | null };
      readonly events: readonly { readonly stage: string }[];
    }[];
  }
  let exact = 0;
  for (const { cases } of vectors<Line>('conformance/policy-recorded.jsonl.gz')) {
    for (const { request, events } of cases) {
      if (events.length === 0) continue;
      const found = attributesOf({ ...request, user: request.user === null ? null : { name: request.user, groups: [] } });
      assert.ok(!('error' in found));
      const panic = events.some(event => event.stage === 'Panic');
      const possible: readonly string[] = stagesOf(found, panic ? { panic: 'after-response' } : {});
      const recorded = events.map(event => event.stage);
      assert.deepEqual(
        recorded,
        possible.filter(stage => recorded.includes(stage)),
        `${request.method} ${request.url}`,
      );
      if (recorded.length === possible.length) exact++;
    }
  }
  assert.ok(exact > 600, `${exact} requests recorded at every stage`);
});
