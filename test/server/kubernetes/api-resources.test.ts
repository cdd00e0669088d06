import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apiTable,
  findResource,
  groupsWithResource,
  isBuiltInGroup,
  lifetimeOf,
  resourcesNamed,
  resourcesOfGroup,
} from '../../../server/kubernetes/api-resources.ts';
import table from '../../../server/kubernetes/generated/api-resources.json' with { type: 'json' };
import { KUBERNETES_MINORS, NEWEST_KUBERNETES, OLDEST_KUBERNETES } from '../../../server/kubernetes/kubernetes-version.ts';

const newest = apiTable(NEWEST_KUBERNETES);
const oldest = apiTable(OLDEST_KUBERNETES);

test('the newest table is the discovery of the newest release, version by version', () => {
  const fromDiscovery = new Set(table.resources.map(row => `${row.group}/${row.version}/${row.resource}`));
  const ours = [...newest.groups.values()].flat().flatMap(r => r.versions.map(version => `${r.group}/${version}/${r.resource}`));
  assert.deepEqual(new Set(ours), fromDiscovery);
  assert.equal(table.kubernetesVersion, `1.${NEWEST_KUBERNETES}`);
});

test('the core group comes first', () => {
  for (const minor of KUBERNETES_MINORS) assert.equal([...apiTable(minor).groups.keys()][0], '');
});

test('resources come and go with the release', () => {
  assert.ok(findResource(oldest, 'policy', 'podsecuritypolicies'));
  assert.equal(findResource(apiTable(25), 'policy', 'podsecuritypolicies'), undefined);
  assert.equal(findResource(oldest, 'admissionregistration.k8s.io', 'validatingadmissionpolicies'), undefined);
  assert.ok(findResource(apiTable(26), 'admissionregistration.k8s.io', 'validatingadmissionpolicies'));
  assert.equal(findResource(newest, 'extensions', 'ingresses'), undefined);
});

test('the preferred version is the stable one with the highest number', () => {
  assert.deepEqual(findResource(newest, 'autoscaling', 'horizontalpodautoscalers')?.versions, ['v2', 'v1']);
  assert.deepEqual(findResource(oldest, 'autoscaling', 'horizontalpodautoscalers')?.versions, ['v2', 'v1', 'v2beta2', 'v2beta1']);
  assert.deepEqual(findResource(apiTable(32), 'networking.k8s.io', 'ipaddresses')?.versions, ['v1beta1', 'v1alpha1']);
});

test('subresources that came later are absent before', () => {
  const names = (minor: number) => findResource(apiTable(minor), '', 'pods')?.subresources.map(sub => sub.name) ?? [];
  assert.ok(!names(31).includes('resize'));
  assert.ok(names(32).includes('resize'));
  assert.ok(names(24).includes('exec'));
});

test('a resource is found by plural, singular, short name and kind in any case', () => {
  for (const name of ['pods', 'pod', 'po', 'Pod', 'PODS']) {
    assert.deepEqual(
      resourcesNamed(newest, name).map(r => r.resource),
      ['pods'],
      name,
    );
  }
  assert.deepEqual(
    resourcesNamed(newest, 'ev').map(r => r.group),
    ['', 'events.k8s.io'],
  );
  assert.deepEqual(resourcesNamed(newest, 'nosuch'), []);
});

test('groups of a resource, and groups nobody can verify', () => {
  assert.deepEqual(groupsWithResource(newest, 'deployments'), ['apps']);
  assert.deepEqual(groupsWithResource(newest, 'widgets'), []);
  assert.deepEqual(resourcesOfGroup(newest, 'example.com'), []);
  assert.equal(isBuiltInGroup('example.com'), false);
  assert.equal(isBuiltInGroup('extensions'), true);
  assert.equal(isBuiltInGroup(''), true);
});

test('the lifetime of a resource spans all its versions', () => {
  assert.deepEqual(lifetimeOf('', 'pods'), {});
  assert.deepEqual(lifetimeOf('policy', 'podsecuritypolicies'), { since: 10, until: 24 });
  assert.deepEqual(lifetimeOf('autoscaling', 'horizontalpodautoscalers'), { since: 2 });
  assert.deepEqual(lifetimeOf('apiextensions.k8s.io', 'customresourcedefinitions'), {});
  assert.equal(lifetimeOf('example.com', 'widgets'), undefined);
});

test('every resource of every release is whole', () => {
  for (const minor of KUBERNETES_MINORS) {
    for (const resource of [...apiTable(minor).groups.values()].flat()) {
      assert.ok(resource.versions.length > 0 && resource.verbs.length > 0 && resource.kind && resource.singular, resource.resource);
    }
  }
});
