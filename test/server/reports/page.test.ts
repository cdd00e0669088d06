import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogScope, LogSummary, PanelResult, ReportDefinition } from '../../../server/protocol/log.ts';
import { reportPage } from '../../../server/reports/page/report-page.ts';

const ATTACK = `</style></title><img src=x onerror="alert(1)"><script>alert('1')</script>&amp;\u0000\u202e`;

const SUMMARY: LogSummary = {
  name: `${ATTACK}.log`,
  format: 'json-lines',
  compression: 'none',
  bytes: 1_500_000,
  events: 1_234_567,
  requests: 1_000_000,
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-02T00:00:00Z',
  skippedLines: 1200,
  damaged: [{ line: 11, reason: ATTACK }],
  truncated: true,
  missingFields: ['objectRef.name'],
  unreadable: [],
};
const SCOPE: LogScope = {
  filters: [{ field: 'user', value: ATTACK, exclude: true }],
  from: Date.UTC(2026, 0, 1),
  timeZone: 'Asia/Shanghai',
};
const panel = (id: string, kind: 'number' | 'bars' | 'series' | 'table') => ({
  id,
  kind,
  title: `The ${id}`,
  description: ATTACK,
  query: `SELECT "objectRef.name" FROM log -- ${ATTACK}`,
  empty: `No ${id}`,
});
const REPORT: ReportDefinition = {
  id: 'overview',
  title: 'Audit Center Overview',
  panels: [
    panel('figure', 'number'),
    panel('trend', 'series'),
    panel('names', 'bars'),
    panel('rows', 'table'),
    panel('nothing', 'table'),
    panel('broken', 'table'),
    panel('silent', 'bars'),
  ],
};
const requests = { name: 'requests', type: 'bigint' };
const PANELS: readonly (PanelResult | { readonly id: string; readonly failed: string })[] = [
  { id: 'figure', query: '* | select 1', columns: [requests], rows: [[1_234_567]], trend: [1, 2, 3] },
  {
    id: 'trend',
    query: '* | select 1',
    columns: [],
    rows: [['2026-01-01 08:00:00', ATTACK, 5]],
    buckets: [{ time: '2026-01-01 08:00:00', from: 0, to: 1000 }],
  },
  {
    id: 'names',
    query: `* | select '${ATTACK}'`,
    columns: [{ name: 'account', type: 'varchar' }, requests],
    rows: [
      [ATTACK, 9],
      ['', 1],
    ],
  },
  {
    id: 'rows',
    query: '* | select 1',
    columns: [
      { name: 'auditID', type: 'varchar' },
      { name: 'time', type: 'timestamp' },
      { name: 'user', type: 'varchar' },
    ],
    rows: Array.from({ length: 60 }, (_, i) => [`id-${i}`, '2026-01-01 08:00:05.123', ATTACK]),
    cut: true,
  },
  { id: 'nothing', query: '* | select 1', columns: [], rows: [] },
  { id: 'broken', failed: ATTACK },
];
const PAGE = reportPage({ report: REPORT, summary: SUMMARY, scope: SCOPE, panels: PANELS });

test('the page carries no script and asks for nothing, whatever the texts are', () => {
  assert.match(PAGE, /content="default-src 'none'; style-src 'unsafe-inline'"/);
  assert.equal(PAGE.match(/<script/gi), null);
  assert.equal(PAGE.match(/<img/gi), null);
  const tags = PAGE.replace(/"[^"]*"/g, '""');
  assert.equal(tags.match(/<[^>]*\son\w+=/gi), null);
  assert.equal(PAGE.match(/(?:src|href|url\()\s*=?\s*["'(]?https?:/gi), null);
  assert.equal(PAGE.match(/<\/style>/g)?.length, 2, 'the page has a style sheet and its chart another');
  assert.equal(PAGE.match(/<\/title>/g)?.length, 1);
  assert.ok(!PAGE.includes('\u0000') && !PAGE.includes('\u202e'), 'control characters are written as escapes');
});

test('the page says what it is about: log, range, filters in force, damage', () => {
  assert.ok(PAGE.includes('1,234,567 events of 1,000,000 requests, 1.5 MB'));
  assert.ok(PAGE.includes('2026-01-01 08:00:00 → 2026-01-02 08:00:00'));
  assert.ok(PAGE.includes('<li>user: not &lt;/style&gt;'));
  assert.ok(PAGE.includes('<li>time: 2026-01-01 08:00:00 → …</li>'));
  assert.ok(PAGE.includes('1,200 damaged lines'));
  assert.ok(PAGE.includes('and 1,199 more'));
  assert.ok(PAGE.includes('The compressed file ends early'));
});

test('every panel is there: its data, its query, or why there is none', () => {
  for (const { id } of REPORT.panels) assert.equal(PAGE.split(`id="${id}"`).length, 2, id);
  assert.equal(PAGE.match(/<summary>Query<\/summary>/g)?.length, REPORT.panels.length);
  assert.ok(PAGE.includes('<span title="1,234,567">1.23 M</span>'));
  assert.ok(PAGE.includes('the newest 60') && PAGE.includes('The first 50 of 60 rows.'));
  assert.equal(PAGE.match(/<td class="" title="2026-01-01 08:00:05">/g)?.length, 60);
  assert.ok(PAGE.includes('No nothing') && PAGE.includes('The log engine gave no answer for this panel.'));
  assert.ok(PAGE.includes('missing in this log: objectRef.name'));
  assert.ok(PAGE.indexOf('Audit ID</th>') > PAGE.indexOf('User</th>'), 'the audit ID comes last');
  assert.match(PAGE, /<svg[^>]*viewBox="0 0 1200 200"/);
});
