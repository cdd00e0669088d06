import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOption } from '../../../../server/reports/charts/bars-option.ts';
import { chartSvg } from '../../../../server/reports/charts/chart-svg.ts';
import type { ChartTheme } from '../../../../server/reports/charts/chart-theme.ts';
import { condense, sparklinePath } from '../../../../server/reports/charts/sparkline.ts';
import { trendOf } from '../../../../server/reports/charts/trend.ts';
import { trendOption } from '../../../../server/reports/charts/trend-option.ts';

const THEME: ChartTheme = {
  foreground: '#000',
  background: '#fff',
  quiet: '#666',
  line: '#ccc',
  accent: '#00f',
  strong: '#00f',
  medium: '#55f',
  weak: '#aaf',
  neutral: '#888',
  fontFamily: 'sans-serif',
  fontSize: 11,
  highContrast: false,
};

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);
const BUCKETS = Array.from({ length: 4 }, (_, i) => ({
  time: `2026-01-01 0${i}:00:00`,
  from: start + i * hour,
  to: start + (i + 1) * hour,
}));
const PANEL = {
  id: 'operations-over-time',
  query: '* | select 1',
  columns: [],
  buckets: BUCKETS,
  rows: [
    ['2026-01-01 00:00:00', 'get', 5],
    ['2026-01-01 00:00:00', 'list', 2],
    ['2026-01-01 02:00:00', 'delete', 1],
    ['2026-01-01 02:00:00', 'deletecollection', 1],
    ['2026-01-01 02:00:00', null, 3],
    ['2026-01-01 09:00:00', 'get', 100],
  ],
};

test('a trend has a number for every bucket, verbs by what they do, and nothing outside', () => {
  const trend = trendOf(PANEL);
  assert.deepEqual(trend.totals, [7, 0, 5, 0]);
  assert.deepEqual(
    trend.classes.map(c => [c.name, c.values]),
    [
      ['Reads', [7, 0, 0, 0]],
      ['Deletions', [0, 0, 2, 0]],
      ['Other', [0, 0, 3, 0]],
    ],
  );
});

test('the trend is drawn without a browser, one bar for each count', () => {
  const svg = chartSvg(trendOption(trendOf(PANEL), THEME, false), { width: 600, height: 200 });
  const bars = (fill: string) =>
    svg.match(new RegExp(`<path[^>]*fill="${fill}"[^>]*ecmeta_series_index`, 'g'))?.filter(p => !/ 0l0 0|l0 0Z/.test(p)) ?? [];
  assert.match(svg, /^<svg/);
  assert.deepEqual([bars('#aaf').length, bars('#00f').length, bars('#888').length], [1, 1, 1]);
  assert.match(svg, />00:00</);
});

test('labels of a trend say the day where days differ and seconds where buckets are short', () => {
  const labels = (width: number, count: number) => {
    const iso = (i: number) => new Date(start + i * width).toISOString().replace('T', ' ').slice(0, 19);
    const buckets = Array.from({ length: count }, (_, i) => ({ time: iso(i), from: start + i * width, to: start + (i + 1) * width }));
    const option = trendOption({ buckets, classes: [], totals: [] }, THEME, false) as {
      readonly xAxis: { readonly data: readonly string[] };
    };
    return option.xAxis.data.slice(0, 2);
  };
  assert.deepEqual(labels(24 * hour, 3), ['2026-01-01', '2026-01-02']);
  assert.deepEqual(labels(hour, 30), ['01-01 00:00', '01-01 01:00']);
  assert.deepEqual(labels(60_000, 30), ['00:00', '00:01']);
  assert.deepEqual(labels(1000, 30), ['00:00:00', '00:00:01']);
});

test('hostile names are text in a picture', () => {
  const svg = chartSvg(barsOption([['<script>alert(1)</script>', 3]], THEME), { width: 600, height: 60 });
  assert.ok(!svg.includes('<script'));
  assert.ok(svg.includes('&lt;script'));
});

test('a sparkline keeps small counts visible and draws nothing for nothing', () => {
  assert.equal(sparklinePath([0, 0, 0], 60, 20), '');
  assert.equal(sparklinePath([1000, 1, 0], 60, 20), 'M0 20v-20h19v20zM20 20v-1h19v1z');
  const sums = condense(
    Array.from({ length: 100 }, () => 1),
    21,
  );
  assert.equal(sums.length, 21);
  assert.equal(
    sums.reduce((a, b) => a + b, 0),
    100,
  );
  assert.deepEqual(condense([1, 2], 21), [1, 2]);
});
