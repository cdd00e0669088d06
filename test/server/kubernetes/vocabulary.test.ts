import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsOfServiceAccount, meaningOfIdentity, WELL_KNOWN_GROUPS, WELL_KNOWN_USERS } from '../../../server/kubernetes/identities.ts';
import { NON_RESOURCE_PATHS } from '../../../server/kubernetes/non-resource-paths.ts';
import { attributesOf } from '../../../server/kubernetes/request-info.ts';
import {
  AUTHORIZATION_ONLY_VERBS,
  isNonResourceVerb,
  isResourceVerb,
  NON_RESOURCE_VERBS,
  RESOURCE_VERBS,
} from '../../../server/kubernetes/verbs.ts';

const attributes = (method: string, url: string) => {
  const found = attributesOf({ method, url, user: null });
  assert.ok(!('error' in found), url);
  return found;
};

test('every listed path is really outside the resources', () => {
  for (const { path } of NON_RESOURCE_PATHS) {
    const url = path.replace(/\*$/, 'x');
    assert.equal(attributes('GET', url).isResourceRequest, false, path);
  }
});

test('the resource verbs are those that requests can have', () => {
  const requests: [string, string][] = [
    ['GET', '/api/v1/pods/p'],
    ['GET', '/api/v1/pods'],
    ['GET', '/api/v1/pods?watch=1'],
    ['POST', '/api/v1/pods'],
    ['PUT', '/api/v1/pods/p'],
    ['PATCH', '/api/v1/pods/p'],
    ['DELETE', '/api/v1/pods/p'],
    ['DELETE', '/api/v1/pods'],
    ['GET', '/api/v1/proxy/pods/p'],
  ];
  assert.deepEqual(
    requests.map(([method, url]) => attributes(method, url).verb),
    RESOURCE_VERBS.map(entry => entry.verb),
  );
});

test('verbs of authorization are no request verbs', () => {
  for (const { verb } of AUTHORIZATION_ONLY_VERBS) assert.ok(!isResourceVerb(verb) && !isNonResourceVerb(verb), verb);
  for (const { verb } of NON_RESOURCE_VERBS) assert.equal(attributes(verb.toUpperCase(), '/healthz').verb, verb);
});

test('names are listed once and say something', () => {
  const names = [...WELL_KNOWN_USERS, ...WELL_KNOWN_GROUPS].map(identity => identity.name);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(meaningOfIdentity(name) ?? '', /\.$/);
});

test('identities with a name inside are explained, others are not', () => {
  assert.equal(meaningOfIdentity('system:node:n1'), 'The kubelet of the node n1.');
  assert.equal(meaningOfIdentity('system:serviceaccount:prod:web'), 'The service account web of the namespace prod.');
  assert.equal(meaningOfIdentity('system:serviceaccounts:prod'), 'The service accounts of the namespace prod.');
  for (const name of ['alice', 'system:node', 'system:node:a:b', 'system:serviceaccount:prod', 'system:unheard:x', 'node:n1:x']) {
    assert.equal(meaningOfIdentity(name), undefined, name);
  }
});

test('a service account has three groups, anybody else none by name', () => {
  assert.deepEqual(groupsOfServiceAccount('system:serviceaccount:prod:web'), [
    'system:serviceaccounts',
    'system:serviceaccounts:prod',
    'system:authenticated',
  ]);
  assert.deepEqual(groupsOfServiceAccount('alice'), []);
});
