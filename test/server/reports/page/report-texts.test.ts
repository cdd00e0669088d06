import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogScope, LogSummary, PanelDefinition, PanelResult, ReportDefinition } from '../../../../server/protocol/log.ts';
import { reportJson, scopeParameters } from '../../../../server/reports/page/report-json.ts';
import { reportMarkdown } from '../../../../server/reports/page/report-markdown.ts';

/** The report as figures for programs and as a summary for people. */

const ATTACKS = ['<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '`` ` ```', '@team https://example.test', '|a|\n# b', ' `'];

const SUMMARY: LogSummary = {
  name: `${ATTACKS[0]}.log`,
  format: 'json-lines',
  compression: 'none',
  bytes: 1_500_000,
  events: 1_234_567,
  requests: 1,
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-02T00:00:00Z',
  skippedLines: 1,
  damaged: [{ line: 11, reason: 'cut' }],
  truncated: true,
  missingFields: ['sourceIPs'],
  unreadable: [],
};
const panel = (id: string, kind: PanelDefinition['kind'], query = 'SELECT verb FROM log'): PanelDefinition => ({
  id,
  kind,
  title: `The ${id}`,
  description: id,
  query,
  empty: `No ${id}`,
});
const REPORT: ReportDefinition = {
  id: 'overview',
  title: 'Overview',
  panels: [
    panel('figure', 'number'),
    panel('unseen', 'number', `* | select ip_to_domain(json_extract_scalar(sourceIPs, '$[0]')) from log`),
    panel('broken', 'number'),
    panel('names', 'bars'),
    panel('rows', 'table'),
    panel('nothing', 'bars'),
  ],
};
const requests = { name: 'requests', type: 'bigint' };
const PANELS: readonly (PanelResult | { readonly id: string; readonly failed: string })[] = [
  { id: 'figure', query: '* | select 1', columns: [requests], rows: [[1_234_567]] },
  { id: 'unseen', query: '* | select 1', columns: [requests], rows: [[0]] },
  { id: 'broken', failed: ATTACKS[1]! },
  {
    id: 'names',
    query: '* | select 1',
    columns: [{ name: 'account', type: 'varchar' }, requests],
    rows: [...ATTACKS, '', ...'abcde'].map(name => [name, 1]),
  },
  { id: 'rows', query: '* | select 1', columns: [{ name: 'auditID', type: 'varchar' }], rows: [['a'], ['b']], cut: true },
  { id: 'nothing', query: '* | select 1', columns: [], rows: [] },
];
const SCOPE: LogScope = {
  filters: [
    { field: 'user', value: 'alice' },
    { field: 'user', value: 'bob' },
    { field: 'status', value: '403', exclude: true },
    { field: 'resource', value: ATTACKS[2]! },
  ],
  from: Date.UTC(2026, 0, 1),
  timeZone: 'Asia/Shanghai',
};
const INPUT = { report: REPORT, summary: SUMMARY, scope: SCOPE, panels: PANELS };

test('conditions that the command line knows are its parameters, the others stand beside them', () => {
  assert.deepEqual(scopeParameters(SCOPE), { user: ['alice', 'bob'], from: ['2026-01-01T00:00:00.000Z'] });
  const text = reportJson(INPUT, scopeParameters(SCOPE));
  assert.equal(text.indexOf('\n'), text.length - 1, 'one line');
  const json = JSON.parse(text);
  assert.deepEqual(json.filters, SCOPE.filters.slice(2));
  assert.deepEqual(json.skipped, { lines: 1, truncated: true, damaged: SUMMARY.damaged });
  assert.deepEqual(
    json.panels.map((p: { id: string; title: string }) => [p.id, p.title]),
    REPORT.panels.map(p => [p.id, p.title]),
  );
  assert.deepEqual(json.panels[3].rows, (PANELS[3] as PanelResult).rows);
  assert.equal('filters' in JSON.parse(reportJson({ ...INPUT, scope: { filters: [], timeZone: 'UTC' } }, {})), false);
});

test('the summary says what was looked at, what was counted, and what could not be', () => {
  const text = reportMarkdown(INPUT);
  for (const line of [
    '- The log: 1,234,567 events of 1 request',
    '- Its time: 2026-01-01 08:00:00 → 2026-01-02 08:00:00 Asia/Shanghai',
    '- Left out: 1 damaged line',
    '- The compressed file ends early',
    '- The figure: 1,234,567',
    '- The unseen: unknown, the log has no sourceIPs',
    '- The broken: not available',
    '7. (none): 1 (8.3 %)',
    '- The rows: more than 2',
    'No nothing',
  ])
    assert.ok(text.split('\n').includes(line), line);
  assert.match(text, /^- Only: `user: alice`, `user: bob`, `status: not 403`, .*, time 2026-01-01 08:00:00 → …$/m);
  assert.match(text, /^and 2 more; shares are of all 12$/m);
});

test('texts of the log are code in the summary: no link, mention, picture or heading of theirs', () => {
  const text = reportMarkdown(INPUT);
  // a code span ends at the next row of as many backticks
  const outside = text.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
  assert.equal(/[`<[@]|https?:|javascript|onerror/.test(outside), false, outside);
  assert.equal(text.match(/^# /m), null);
  assert.ok(text.includes('\\x0a'), 'a line break is written as an escape');
});
