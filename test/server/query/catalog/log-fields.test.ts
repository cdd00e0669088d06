import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOG_FIELDS, logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { linesOf } from '../vectors.ts';

/** The columns of the view as `data/conformance/README.md` lists them, JSON text marked with a star. */
const VIEW = `__time__ kind apiVersion level auditID stage requestURI verb user* impersonatedUser* sourceIPs* userAgent objectRef*
  responseStatus* requestObject* responseObject* requestReceivedTimestamp stageTimestamp annotations*
  annotations.apiserver.latency.k8s.io/etcd annotations.apiserver.latency.k8s.io/total
  annotations.authentication.kubernetes.io/issued-credential-id annotations.authorization.k8s.io/decision
  annotations.authorization.k8s.io/reason annotations.k8s.io/deprecated annotations.k8s.io/removed-release impersonatedUser.extra*
  impersonatedUser.groups* impersonatedUser.username objectRef.apiGroup objectRef.apiVersion objectRef.name objectRef.namespace
  objectRef.resource objectRef.resourceVersion objectRef.subresource responseStatus.code responseStatus.details*
  responseStatus.details.causes* responseStatus.details.group responseStatus.details.kind responseStatus.details.name
  responseStatus.details.retryAfterSeconds responseStatus.message responseStatus.metadata* responseStatus.reason
  responseStatus.status user.extra* user.extra.authentication.kubernetes.io/credential-id*
  user.extra.authentication.kubernetes.io/pod-name* user.groups* user.uid user.username`.split(/\s+/);

test('the fields of the view are known, with JSON text told', () => {
  const schema = logSchema();
  for (const column of VIEW) {
    const name = column.replace('*', '');
    const field = schema.field(name);
    assert.equal(field?.name, name);
    assert.equal(field?.json === true, column.endsWith('*'), name);
    assert.equal(field?.type, name === '__time__' || name === 'responseStatus.code' ? 'bigint' : 'varchar', name);
  }
});

test('every field of the events of the fixture is known or lies below a map', () => {
  const schema = logSchema();
  const log = linesOf('query-log.jsonl');
  const unknown = new Set<string>();
  const visit = (value: unknown, path: string) => {
    if (path && !schema.field(path)) unknown.add(path);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || /^(request|response)Object$/.test(path)) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, path ? `${path}.${key}` : key);
  };
  for (const line of log) visit(JSON.parse(line), '');
  assert.deepEqual([...unknown], []);
});

test('names are compared without regard to case and are there once', () => {
  assert.equal(logSchema().field('USER.USERNAME')?.name, 'user.username');
  assert.equal(new Set(LOG_FIELDS.map(f => f.name.toLowerCase())).size, LOG_FIELDS.length);
});

test('below maps any name is a field as long as the log is not known', () => {
  const [open, complete] = [logSchema(), logSchema([{ name: 'annotations.example.com/team', type: 'varchar', meaning: 'Found.' }], true)];
  assert.equal(open.field('Annotations.example.com/Team')?.name, 'annotations.example.com/Team');
  assert.equal(open.field('user.extra.scopes')?.json, true);
  assert.equal(open.field('annotations.'), undefined);
  assert.equal(open.field('objectRef.nope'), undefined);
  assert.equal(complete.field('annotations.EXAMPLE.com/team')?.meaning, 'Found.');
  assert.equal(complete.field('annotations.example.com/other'), undefined);
  assert.equal(complete.fields.length, LOG_FIELDS.length + 1);
});
