import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatKubernetesVersion, KUBERNETES_MINORS, parseKubernetesVersion } from '../../../server/kubernetes/kubernetes-version.ts';

test('every selectable release reads back', () => {
  assert.equal(KUBERNETES_MINORS[0], 37);
  assert.equal(KUBERNETES_MINORS.at(-1), 24);
  for (const minor of KUBERNETES_MINORS) assert.deepEqual(parseKubernetesVersion(formatKubernetesVersion(minor)), { minor });
});

test('the forms that servers and distributions print are understood', () => {
  for (const text of ['1.30', 'v1.30', '1.30.2', 'v1.30.1-eks-1234', '1.30+', ' 1.30 ']) {
    assert.deepEqual(parseKubernetesVersion(text), { minor: 30 }, text);
  }
});

test('everything else names the range', () => {
  for (const text of ['1.23', '1.38', '1.370']) {
    assert.match((parseKubernetesVersion(text) as { error: string }).error, /not known; choose 1\.24 to 1\.37/, text);
  }
  for (const text of ['', '30', '2.1', '1.x', '1.30x', 'latest']) {
    assert.match((parseKubernetesVersion(text) as { error: string }).error, /is not a Kubernetes version.*1\.24 to 1\.37/, text);
  }
});
