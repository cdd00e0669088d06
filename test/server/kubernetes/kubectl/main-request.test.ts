import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainRequest } from '../../../../server/kubernetes/kubectl/main-request.ts';
import { readRequests } from '../../../../server/kubernetes/read-request.ts';
import { parseManifests } from '../../../../server/yaml/parse-manifests.ts';

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: prod\n';

function mainOf(line: string): string {
  const read = readRequests(line, { user: null, files: { 'web.yaml': manifest }, parseManifests });
  assert.ok(!('error' in read), line);
  const { verb, resource, subresource } = read.requests[mainRequest(read.requests)]!.attributes;
  return `${verb} ${resource}${subresource === '' ? '' : `/${subresource}`}`;
}

/** What each command is about, which is not always what it sends first. */
const MAIN: Readonly<Record<string, string>> = {
  'kubectl get pods -w': 'list pods',
  'kubectl describe node n1': 'get nodes',
  'kubectl exec web-0 -- sh': 'get pods/exec',
  'kubectl attach web-0': 'get pods/attach',
  'kubectl cp web-0:/tmp/a a': 'get pods/exec',
  'kubectl port-forward svc/web 8080': 'get pods/portforward',
  'kubectl logs deploy/web': 'get pods/log',
  'kubectl apply -f web.yaml': 'patch configmaps',
  'kubectl create -f web.yaml': 'create configmaps',
  'kubectl edit deploy web': 'patch deployments',
  'kubectl delete pods -l app=web': 'delete pods',
  'kubectl drain n1 --ignore-daemonsets': 'create pods/eviction',
  'kubectl scale deploy web --replicas=3': 'patch deployments/scale',
  'kubectl run web --image=nginx -it --rm': 'create pods',
  'kubectl debug -it web-0 --image=busybox': 'patch pods/ephemeralcontainers',
  'kubectl rollout undo deploy/web': 'patch deployments',
  'kubectl certificate approve alice': 'update certificatesigningrequests/approval',
  'kubectl create token ci': 'create serviceaccounts/token',
};

test('the request that a command is about is known among all that it sends', () => {
  for (const [line, main] of Object.entries(MAIN)) assert.equal(mainOf(line), main, line);
});

test('a request of an unusual case is not what a command is about, even where it alone would write', () => {
  const requests = [
    { attributes: { verb: 'get', subresource: 'exec' } },
    { attributes: { verb: 'create', subresource: 'exec' }, unusual: true },
  ] as const;
  assert.equal(mainRequest(requests), 0);
  assert.equal(mainRequest([]), 0);
});
