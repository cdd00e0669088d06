import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { EngineError } from '../../../server/logs/engine-error.ts';
import { call, event, fixture, jsonLines, openHere, writeLog } from './open-fixture.ts';

/** Fixture, form, events. */
const LOGS: readonly (readonly [string, string, number])[] = [
  ['FairwindsOps__insights-plugins__allowed-kyverno.json', 'json-objects', 1],
  ['FairwindsOps__insights-plugins__cloud_watch_allowed.json', 'json-objects', 1],
  ['FairwindsOps__insights-plugins__pods_blocked.json', 'json-objects', 1],
  ['FairwindsOps__insights-plugins__validating-admission-policy.json', 'json-objects', 1],
  ['afcollins__kube-audit-log-tool__single-event.json', 'json-objects', 1],
  ['alcideio__rbac-tool__auditgen-testdata-01.json', 'json-lines', 3],
  ['cloud-forward__deployguard-runtime__sample_events.json', 'json-array', 5],
  ['codenotary__immudb-log-audit__k8s.log.gz', 'json-lines', 2971],
  ['falcosecurity__falco__trace_files_k8s_audit_a.jsonl.gz', 'json-lines', 23],
  ['ii__apisnoop__example-user-agent.log.gz', 'json-lines', 8],
  ['kube-apiserver-1.36.3-everything.log.gz', 'json-lines', 2185],
  ['kubernetes-sigs__apisnoop__audit_event.json', 'json-objects', 1],
  ['kubernetes-sigs__apisnoop__audit_event_bad_verb.json', 'json-objects', 1],
  ['kubernetes-sigs__apisnoop__bad_audit_event.json', 'json-objects', 1],
  ['liggitt__audit2rbac__demo.log.gz', 'json-lines', 37],
  ['openshift__cluster-logging-operator__apiaudit-audit.log', 'json-lines', 5],
  ['openshift__cluster-logging-operator__audit_in-40.log.gz', 'json-lines', 40],
  ['openshift__cluster-logging-operator__http_input_eventlist.json', 'event-list', 2],
  ['openshift__cluster-logging-operator__raw_audit_kubernetes.json', 'json-objects', 1],
  ['openshift__cluster-logging-operator__raw_audit_openshift.json', 'json-objects', 1],
];

/** Fixture and what it is found to be. */
const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['GoogleCloudPlatform__khi__container_recorder_test_1_1.yaml', /found YAML that begins with "insertId/],
  ['GoogleCloudPlatform__khi__oss-test-log.yaml', /found YAML that begins with "kind: Event"/],
  ['RichardoC__kube-audit-rest__kube-audit-rest.log.gz', /found an AdmissionReview/],
  ['falcosecurity__falco__fal_01_003.json', /found a JSON object whose kind is no text/],
  ['hkerma__kubernetes-event-dataset__audit-logs-3.csv', /found comma-separated text/],
  ['openshift__cluster-logging-operator__otlp_audit_kube.json', /found OpenTelemetry log data/],
  ['openshift__cluster-logging-operator__viaq_audit_kubernetes.json', /found an event in ViaQ form .* no longer the audit level/],
  ['ossf__wg-vulnerability-disclosures__ttx-event-logs.yaml', /found YAML/],
  ['panther-labs__panther-analysis__rule_tests_aks_a.jsonl', /found an Azure diagnostic record/],
  ['panther-labs__panther-analysis__rule_tests_eks_a.jsonl', /found an event as Panther stores it/],
  ['panther-labs__panther-analysis__rule_tests_gke_a.jsonl', /found a Google Cloud audit log entry/],
];

for (const [name, format, events] of LOGS)
  test(`${name}: ${events} events as ${format}`, async () => {
    const engine = await openHere([fixture(name)]);
    const { summary } = engine;
    assert.deepEqual([summary.format, summary.events, summary.skippedLines, summary.truncated], [format, events, 0, false]);
    assert.equal(summary.compression, name.endsWith('.gz') ? 'gzip' : 'none');
    assert.notEqual(summary.from, null);
    const last = await call(engine, 'event', { row: events - 1 });
    assert.equal(typeof JSON.parse((last as { text: string }).text).verb, 'string');
    engine.close();
  });

for (const [name, found] of OTHERS)
  test(`${name}: no audit log`, async () => {
    await assert.rejects(openHere([fixture(name)]), (error: unknown) => {
      assert.ok(error instanceof EngineError);
      assert.equal(error.code, 'not-a-log');
      assert.match(error.message, found);
      assert.match(error.message, /expected are Kubernetes audit events/);
      return true;
    });
  });

test('the same events in every form, plain and packed, read the same', async () => {
  const events = ['a', 'b', 'c'].map((id, i) =>
    event({ auditID: id, requestURI: `/api/v1/pods?fieldSelector=x%3D"{[${i}`, stageTimestamp: `2026-01-01T08:00:0${i}Z` }),
  );
  const items = events.map(({ kind: _, apiVersion: __, ...item }) => item);
  const list = { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', metadata: {}, items };
  const forms: readonly (readonly [string, string])[] = [
    ['json-lines', jsonLines(events)],
    ['json-lines', `\n\r\n${jsonLines(events).replaceAll('\n', '\r\n')}   \n`],
    ['json-lines', `\ufeff${jsonLines(events)}`],
    ['json-objects', events.map(e => JSON.stringify(e, null, 2)).join('\n')],
    ['json-objects', `\ufeff${events.map(e => JSON.stringify(e, null, '\t')).join(',\n')}\n`],
    ['json-array', JSON.stringify(events)],
    ['json-array', JSON.stringify(events, null, 4)],
    ['json-array', `[\n${events.map(e => JSON.stringify(e)).join(',\n')}\n]\n`],
    ['event-list', JSON.stringify(list)],
    [
      'event-list',
      JSON.stringify(
        { path: '/x', items, source_type: 'http', apiVersion: list.apiVersion, kind: list.kind, more: { items: [1] } },
        null,
        2,
      ),
    ],
    ['event-list', jsonLines(items.map(item => ({ ...list, items: [item] })))],
  ];
  for (const [format, text] of forms)
    for (const content of [Buffer.from(text), gzipSync(text)]) {
      const engine = await openHere([writeLog(content)]);
      const { summary } = engine;
      assert.deepEqual(
        [summary.format, summary.events, summary.requests, summary.skippedLines, summary.truncated],
        [format, 3, 3, 0, false],
        text.slice(0, 60),
      );
      assert.deepEqual([summary.from, summary.to], ['2026-01-01T08:00:00.000Z', '2026-01-01T08:00:02.000Z']);
      for (const [row, e] of events.entries()) {
        const { text: found, line } = await call(engine, 'event', { row });
        assert.equal(JSON.parse(found.replace('\ufeff', '')).requestURI, e.requestURI);
        assert.ok(text.split('\n')[line]!.includes('{'));
        assert.ok(text.includes(found.replace('\ufeff', '')));
      }
      engine.close();
    }
});

test('several files are one log; damage names its file', async () => {
  const first = writeLog(jsonLines([event({ auditID: 'a' })]), 'audit-1.log');
  const second = writeLog(`nonsense\n${jsonLines([event({ auditID: 'b', verb: 'get' }), event({ auditID: 'a' })])}`, 'audit-2.log');
  const engine = await openHere([first, fixture('kube-apiserver-1.36.3-everything.log.gz'), second]);
  const { summary } = engine;
  assert.equal(summary.name, 'audit-1.log and 2 more');
  assert.deepEqual([summary.events, summary.skippedLines], [2185 + 3, 1]);
  assert.deepEqual(summary.damaged, [{ file: 'audit-2.log', line: 0, reason: 'no JSON object' }]);
  const detail = await call(engine, 'event', { row: 2185 + 2 });
  assert.deepEqual([detail.file, detail.line, JSON.parse(detail.text).auditID], ['audit-2.log', 1, 'b']);
  engine.close();
});

test('an empty file is a log without events; a missing one is not readable', async () => {
  for (const content of ['', '\n \n', '[]', '{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":null}']) {
    const engine = await openHere([writeLog(content)]);
    assert.deepEqual([engine.summary.events, engine.summary.from, engine.summary.skippedLines], [0, null, 0], content);
    engine.close();
  }
  await assert.rejects(openHere([fixture('none.log')]), /none\.log: is not there/);
});

test('a log that grows is read up to its size at opening', async () => {
  const whole = readFileSync(fixture('openshift__cluster-logging-operator__apiaudit-audit.log'), 'utf8');
  const engine = await openHere([writeLog(whole.slice(0, -10))]);
  assert.deepEqual([engine.summary.events, engine.summary.skippedLines], [4, 1]);
  assert.match(engine.summary.damaged[0]!.reason, /the file ends in the middle of this event/);
  engine.close();
});
