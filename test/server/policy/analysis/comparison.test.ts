import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable } from '../../../../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import type { RequestAttributes } from '../../../../server/kubernetes/request-attributes.ts';
import { comparePolicies } from '../../../../server/policy/analysis/comparison.ts';
import { recordedShapes } from '../../../../server/policy/analysis/recorded-shape.ts';
import type { RequestBox } from '../../../../server/policy/analysis/request-boxes.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { compilePolicy } from '../../../../server/policy/evaluate.ts';
import { pathMatches } from '../../../../server/policy/match-rule.ts';
import type { PolicySpec } from '../../../../server/policy/policy-spec.ts';
import { policyArbitrary, universe, universeSize } from './random-policies.ts';
import { seenRequests } from './seen-requests.ts';

const MOST = 30_000;
const api = apiTable(NEWEST_KUBERNETES);

/** Pairs that mostly agree, as versions of one policy do. */
const pair: fc.Arbitrary<readonly [PolicySpec, PolicySpec]> = fc
  .tuple(policyArbitrary, policyArbitrary, fc.nat(5), fc.constantFrom('replace', 'drop', 'insert', 'swap'))
  .map(([a, other, at, change]): readonly [PolicySpec, PolicySpec] => {
    const rules = [...a.rules];
    const k = at % rules.length;
    if (change === 'replace') rules[k] = other.rules[0]!;
    else if (change === 'drop' && rules.length > 1) rules.splice(k, 1);
    else if (change === 'insert') rules.splice(k, 0, other.rules[0]!);
    else rules.push(rules.splice(k, 1)[0]!);
    return [a, { ...a, rules }];
  })
  .filter(policies => universeSize(policies, MOST) < MOST);

const keyBy = (policy: PolicySpec) => {
  const { decide } = compilePolicy(policy);
  const shapes = recordedShapes(policy);
  return (request: Parameters<typeof decide>[0]) => {
    const { rule } = decide(request);
    return { rule, key: shapes[rule ?? policy.rules.length]!.key };
  };
};

test('the regions are exactly the changes that trying every request finds', () => {
  fc.assert(
    fc.property(pair, ([before, after]) => {
      const compared = runSteps(comparePolicies(before, after, api));
      assert.ok(!('stopped' in compared));
      const [old, now] = [keyBy(before), keyBy(after)];
      const wanted = new Set<string>();
      for (const request of universe([before, after])) {
        const [a, b] = [old(request), now(request)];
        if (a.key !== b.key) wanted.add(`${a.rule} ${b.rule}`);
      }
      assert.deepEqual(new Set(compared.map(r => `${r.rules.old} ${r.rules.new}`)), wanted);
      for (const region of compared) {
        assert.deepEqual(old(region.witness), { rule: region.rules.old, key: region.from.key });
        assert.deepEqual(now(region.witness), { rule: region.rules.new, key: region.to.key });
      }
    }),
    { numRuns: 150 },
  );
});

const subset = (within: readonly string[], of: readonly string[]) => within.every(v => of.includes(v));

type ListDimension = Exclude<keyof RequestBox['allowed'], 'path'>;

/** Whether a request is one of a box; `sameClass` tells whether no policy tells two paths apart. */
function isInBox(box: RequestBox, request: RequestAttributes, sameClass: (a: string, b: string) => boolean): boolean {
  const { user, isResourceRequest } = request;
  if (box.kind !== undefined && (box.kind === 'path') === isResourceRequest) return false;
  const groups = user?.groups ?? [];
  if (!subset(box.memberOf, groups) || box.notMemberOf.some(g => groups.includes(g))) return false;
  return Object.entries(box.allowed).every(([dimension, { values, except }]) => {
    if (dimension === 'user') return user === null ? box.unauthenticated : values.includes(user.name) !== except;
    if (dimension === 'path') return isResourceRequest || values.some(v => sameClass(v, request.path)) !== except;
    if (dimension !== 'verb' && !isResourceRequest) return true;
    return values.includes(request[dimension as Exclude<ListDimension, 'user'>]) !== except;
  });
}

test('the words of a region are about its requests and no others, as far as a server sees them', () => {
  const said = { all: 0, some: 0 };
  fc.assert(
    fc.property(pair, ([before, after]) => {
      const compared = runSteps(comparePolicies(before, after, api));
      assert.ok(!('stopped' in compared));
      const both = { ...before, rules: [...before.rules, ...after.rules] };
      const patterns = both.rules.flatMap(r => r.nonResourceURLs);
      const sameClass = (a: string, b: string) => patterns.every(p => pathMatches(p, a) === pathMatches(p, b));
      const [old, now] = [keyBy(before), keyBy(after)];
      for (const { rules, practical, boxes, more } of compared) {
        const requests = practical ? seenRequests(both, api) : [...universe([before, after])].filter(r => !r.subresource.includes('/'));
        said[more ? 'some' : 'all']++;
        for (const request of requests) {
          const inRegion = old(request).rule === rules.old && now(request).rule === rules.new;
          const isSaid = boxes.some(box => isInBox(box, request, sameClass));
          assert.ok(isSaid ? inRegion : !inRegion || more, JSON.stringify({ request, boxes }));
        }
        // nothing is said that no request of the box has
        for (const box of boxes) {
          const ofBox = requests.filter(request => isInBox(box, request, sameClass));
          for (const [dimension, { values, except }] of ofBox.length === 0 ? [] : Object.entries(box.allowed)) {
            if (except || dimension === 'path') continue;
            const seen = new Set(
              ofBox.map(request => (dimension === 'user' ? request.user?.name : request[dimension as Exclude<ListDimension, 'user'>])),
            );
            assert.deepEqual(
              values.filter(v => !seen.has(v)),
              [],
              JSON.stringify({ box }),
            );
          }
        }
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(said.all > said.some);
});

test('a policy does not differ from itself', () => {
  fc.assert(
    fc.property(policyArbitrary, policy => {
      assert.deepEqual(runSteps(comparePolicies(policy, policy, api)), []);
    }),
  );
});
