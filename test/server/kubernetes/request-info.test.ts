import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RequestAttributes } from '../../../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../../../server/kubernetes/request-info.ts';
import { vectors } from './vectors.ts';

type Attributes = Omit<RequestAttributes, 'user'>;

const attributes = (method: string, url: string): Partial<RequestAttributes> & { error?: string } =>
  attributesOf({ method, url, user: null });

function withoutUser(found: ReturnType<typeof attributesOf>): Attributes | { error: string } {
  if ('error' in found) return found;
  const { user, ...rest } = found;
  assert.equal(user, null);
  return rest;
}

test('every request of the policy vectors has the attributes the server derived', () => {
  interface Line {
    readonly cases: readonly {
      readonly request: { readonly method: string; readonly url: string };
      readonly expect: { readonly isResourceRequest: boolean; readonly attributes: Partial<Attributes> };
    }[];
  }
  let count = 0;
  for (const { cases } of vectors<Line>('conformance/policy-evaluation.jsonl.gz')) {
    for (const { request, expect } of cases) {
      const found = attributes(request.method, request.url);
      for (const [key, value] of Object.entries({ isResourceRequest: expect.isResourceRequest, ...expect.attributes })) {
        assert.equal(found[key as keyof Attributes], value, `${key} of ${request.method} ${request.url}`);
      }
      count++;
    }
  }
  assert.equal(count, 8000);
});

test('every recorded event of a running server carries our verb and object', () => {
  interface Line {
    readonly cases: readonly {
      readonly request: { readonly method: string; readonly url: string };
      readonly events: readonly { readonly verb: string; readonly objectRef?: Record<string, string> | null }[];
    }[];
  }
  let count = 0;
  for (const { cases } of vectors<Line>('conformance/policy-recorded.jsonl.gz')) {
    for (const { request, events } of cases) {
      const found = attributes(request.method, request.url);
      for (const event of events) {
        assert.equal(found.verb, event.verb, request.url);
        assert.equal(found.isResourceRequest, Boolean(event.objectRef), request.url);
        if (!event.objectRef) continue;
        for (const key of ['apiGroup', 'apiVersion', 'resource', 'subresource', 'namespace'] as const) {
          assert.equal(found[key], event.objectRef[key] ?? '', `${key} of ${request.url}`);
        }
        // The server completes the name from the body, which no URL tells.
        if (found.name !== '') assert.equal(found.name, event.objectRef.name, request.url);
        count++;
      }
    }
  }
  assert.ok(count > 1500, `${count} events`);
});

test('random URLs are read as Go and the server read them', () => {
  interface Line {
    readonly method: string;
    readonly url: string;
    readonly attributes?: Attributes;
    readonly error?: string;
  }
  for (const { method, url, attributes: expected, error } of vectors<Line>('server/kubernetes/fixtures/request-uris.jsonl.gz')) {
    const found = withoutUser(attributesOf({ method, url, user: null }));
    if (error === undefined) assert.deepEqual(found, expected, `${method} ${url}`);
    else assert.ok('error' in found, `${method} ${url} should be refused: ${error}`);
  }
});

test('every example of the reference', () => {
  const text = readFileSync(new URL('./fixtures/request-examples.tsv', import.meta.url), 'utf8');
  const [, ...rows] = text.trimEnd().split('\n');
  assert.equal(rows.length, 99);
  for (const row of rows) {
    const [request = '', kind, verb, apiGroup, apiVersion, resource, subresource, namespace, name] = row.split('\t');
    const [method = '', url = ''] = request.split(' ');
    const found = attributes(method, url);
    if (kind === 'error') {
      assert.match(found.error ?? '', /^unable to determine kind and namespace from url, /, request);
      continue;
    }
    const expected = { isResourceRequest: kind === 'resource', verb, apiGroup, apiVersion, resource, subresource, namespace, name };
    for (const [key, value] of Object.entries(expected)) assert.equal(found[key as keyof Attributes], value, `${key} of ${request}`);
  }
});

test('the user is handed on untouched', () => {
  const user = { name: 'alice', groups: ['dev'] };
  const found = attributesOf({ method: 'GET', url: '/version', user });
  assert.ok(!('error' in found) && found.user === user);
});

test('refusals carry the words of Go', () => {
  const cases: [string, RegExp][] = [
    ['', /^parse "": empty url$/],
    ['pods', /invalid URI for request/],
    ['/a\u0001', /invalid control character in URL/],
    ['/a%zz', /invalid URL escape "%zz"/],
    ['/a%4', /invalid URL escape "%4"/],
    ['http://h:x/', /invalid port ":x" after host/],
    ['://h', /missing protocol scheme/],
  ];
  for (const [url, message] of cases) assert.match(attributes('GET', url).error ?? '', message, url);
});

test('escapes that are no UTF-8 become one replacement character per byte, as in Go', () => {
  assert.equal(attributes('GET', '/%ff%fe').path, '/\ufffd\ufffd');
  assert.equal(attributes('GET', '/%e2%82x').path, '/\ufffd\ufffdx');
  assert.equal(attributes('GET', '/%C3%A9%ff').path, '/é\ufffd');
});
