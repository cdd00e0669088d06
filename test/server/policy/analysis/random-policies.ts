import fc from 'fast-check';
import type { Level, Stage } from '../../../../server/kubernetes/audit.ts';
import type { RequestAttributes } from '../../../../server/kubernetes/request-attributes.ts';
import type { GroupResourcesSpec, PolicySpec, RuleSpec } from '../../../../server/policy/policy-spec.ts';

/** Small policies over few values, so that brute force can ask every request that tells them apart. */
const STAGES: readonly Stage[] = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];
const some = <T>(values: readonly T[], most: number) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
const maybe = <T>(arbitrary: fc.Arbitrary<readonly T[]>, weight: number) =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant<readonly T[]>([]) }, { weight, arbitrary });

const entry: fc.Arbitrary<GroupResourcesSpec> = fc
  .record({
    group: fc.constantFrom('', '', 'apps', '*'),
    resources: maybe(some(['pods', 'secrets', 'pods/log', 'pods/*', '*/log', '*', 'pods/exec', 'namespaces', '*/*', 'a/b/c'], 3), 8),
    names: maybe(some(['a', 'b', ''], 2), 3),
  })
  .map(({ group, resources, names }) => ({ group, resources, resourceNames: resources.length > 0 ? names : [] }));

const target: fc.Arbitrary<Pick<RuleSpec, 'resources' | 'namespaces' | 'nonResourceURLs'>> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ resources: [], namespaces: [], nonResourceURLs: [] }) },
  {
    weight: 2,
    arbitrary: some(['/healthz', '/healthz*', '/health*', '/api*', '/api/v1', '*', '/version', '/healthz/', '/*'], 3).map(
      nonResourceURLs => ({
        resources: [],
        namespaces: [],
        nonResourceURLs,
      }),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      resources: maybe(fc.array(entry, { minLength: 1, maxLength: 2 }), 8),
      namespaces: maybe(some(['default', 'prod', ''], 2), 4),
      nonResourceURLs: fc.constant([]),
    }),
  },
);

const rule: fc.Arbitrary<RuleSpec> = fc
  .record({
    level: fc.constantFrom<Level>('None', 'Metadata', 'Metadata', 'Request', 'RequestResponse'),
    users: maybe(some(['alice', 'bob', 'system:anonymous', 'system:serviceaccount:ci:bot'], 2), 3),
    userGroups: maybe(some(['dev', 'system:authenticated', 'system:serviceaccounts:ci'], 2), 3),
    verbs: maybe(some(['get', 'list', 'create', 'delete', '*'], 3), 4),
    target,
    omitStages: maybe(some(STAGES, 4), 2),
    omitManagedFields: fc.constantFrom(undefined, undefined, undefined, true, false),
  })
  .map(({ target: where, ...rest }) => ({ ...rest, ...where }));

export const policyArbitrary: fc.Arbitrary<PolicySpec> = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 6 }),
  omitStages: maybe(some(STAGES, 1), 2),
  omitManagedFields: fc.boolean(),
});

const FRESH = '~other~';
const distinct = (values: readonly string[]) => [...new Set(values)];

/** One request of every kind the policies can tell apart. */
export function* universe(policies: readonly PolicySpec[]): Generator<RequestAttributes> {
  const rules = policies.flatMap(p => p.rules);
  const entries = rules.flatMap(r => r.resources);
  const groups = distinct(rules.flatMap(r => r.userGroups));
  const people = distinct(rules.flatMap(r => r.users)).concat(FRESH);
  const memberships = subsets(groups);
  const users = [null, ...people.flatMap(name => memberships.map(members => ({ name, groups: members })))];
  const verbs = distinct(rules.flatMap(r => r.verbs)).concat(FRESH);
  const parts = distinct(entries.flatMap(e => e.resources));
  const resources = distinct(parts.flatMap(p => slashPrefixes(p)))
    .filter(r => !r.includes('/'))
    .concat(FRESH);
  const subresources = distinct(['', ...parts.flatMap(p => slashRests(p))]).concat(FRESH);
  const names = distinct(['', ...entries.flatMap(e => e.resourceNames)]).concat(FRESH);
  const namespaces = distinct(['', ...rules.flatMap(r => r.namespaces)]).concat(FRESH);
  const apiGroups = distinct(['', ...entries.map(e => e.group)]).concat(FRESH);
  const stems = rules.flatMap(r => r.nonResourceURLs).flatMap(p => [p, p.replace(/\*+$/, '')]);
  const paths = distinct([...stems, ...stems.map(s => s + FRESH), `/${FRESH}`, FRESH]);
  const blank = { apiGroup: '', apiVersion: '', resource: '', subresource: '', namespace: '', name: '', path: '' };
  for (const user of users)
    for (const verb of verbs) {
      for (const path of paths) yield { ...blank, isResourceRequest: false, verb, path, user };
      for (const apiGroup of apiGroups)
        for (const resource of resources)
          for (const subresource of subresources)
            for (const namespace of namespaces)
              for (const name of names)
                yield { ...blank, isResourceRequest: true, verb, apiGroup, resource, subresource, namespace, name, user };
    }
}

const subsets = ([first, ...rest]: readonly string[]): string[][] =>
  first === undefined ? [[]] : subsets(rest).flatMap(set => [set, [first, ...set]]);

const slashes = (text: string) => [...text].flatMap((c, i) => (c === '/' ? [i] : []));
const slashPrefixes = (text: string) => [text, ...slashes(text).map(i => text.slice(0, i))];
const slashRests = (text: string) => slashes(text).map(i => text.slice(i + 1));

/** Number of requests in the universe, at most `most`. */
export function universeSize(policies: readonly PolicySpec[], most: number): number {
  let n = 0;
  for (const _ of universe(policies)) if (++n >= most) break;
  return n;
}
