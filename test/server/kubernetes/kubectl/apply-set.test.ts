import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestsOfCommand } from '../../../../server/kubernetes/kubectl/requests-of-command.ts';
import { parseManifests } from '../../../../server/yaml/parse-manifests.ts';

const MAPS = ['a', 'b'].map(name => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`).join('---\n');

/** Usual requests of `kubectl apply -f maps.yaml` with more, or why it is refused. */
function apply(more: string): readonly string[] | string {
  const result = requestsOfCommand(`kubectl apply -f maps.yaml ${more}`, { files: { 'maps.yaml': MAPS }, parseManifests });
  if ('error' in result) return result.error;
  return result.requests.filter(r => !r.unusual).map(r => `${r.method} ${r.url.replace(/^\/api\/v1\/namespaces\//, '')}`);
}

const MEMBERS = 'GET prod/configmaps?labelSelector=applyset.kubernetes.io%2Fpart-of%3D<id>';

test('the parent of an apply set is told before and after, and what left the set is looked for once per resource', () => {
  const told = 'PATCH prod/secrets/shop?fieldManager=kubectl-applyset&fieldValidation=Strict&force=false';
  const applied = ['a', 'b'].map(name => `PATCH prod/configmaps/${name}?fieldManager=kubectl&fieldValidation=Strict&force=true`);
  assert.deepEqual(apply('--prune --applyset=shop -n prod --server-side --force-conflicts'), [
    'GET prod/secrets/shop',
    told,
    ...applied,
    MEMBERS,
    told,
  ]);
  const byClient = apply('--prune --applyset=configmaps/shop -n prod');
  assert.deepEqual([byClient[0], byClient.at(-2), byClient.length], ['GET prod/configmaps/shop', MEMBERS, 8]);
});

test('a dry run of the client only reads; one of the server says so of every write', () => {
  assert.deepEqual(apply('--prune --applyset=shop --dry-run=client'), [
    'GET default/secrets/shop',
    'GET default/configmaps/a',
    'GET default/configmaps/b',
  ]);
  const server = apply('--prune --applyset=shop --dry-run=server');
  assert.ok(Array.isArray(server) && server.every(r => r.startsWith('GET') || r.includes('?dryRun=All&')));
});

test('what does not go with an apply set is refused with the reason', () => {
  assert.match(String(apply('--applyset=shop')), /needs --prune/);
  assert.match(String(apply('--prune --applyset=shop -l a=b')), /--selector .*do not go with it/);
  assert.match(String(apply('--prune --applyset=a/b/c')), /needs \[RESOURCE\[\.GROUP\]\/\]NAME, not "a\/b\/c"/);
  assert.match(String(apply('--prune --server-side')), /except with --applyset/);
});
