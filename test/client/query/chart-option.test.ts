import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PieChart } from 'echarts/charts';
import { LegendScrollComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartData } from '../../../client/webview/query/chart-data.ts';
import { chartOption } from '../../../client/webview/query/chart-option.ts';
import { chartSvg } from '../../../server/reports/charts/chart-svg.ts';

use([PieChart, LegendScrollComponent, TooltipComponent, SVGRenderer]);

const THEME = {
  foreground: '#111111',
  quiet: '#222222',
  line: '#333333',
  background: '#ffffff',
  accent: '#0000ff',
  strong: '#0000ff',
  medium: '#0000ff',
  weak: '#0000ff',
  neutral: '#0000ff',
  fontFamily: 'sans-serif',
  fontSize: 12,
  highContrast: false,
};

const many = (values: readonly (number | null)[]): ChartData => ({
  points: values.map((_, i) => String(i)),
  series: [{ name: 'n', values }],
  note: '',
});

test('of many points of a line those are dots that no line reaches', () => {
  const values = Array.from({ length: 100 }, (_, i) => (i === 50 ? 7 : i < 40 ? i : null));
  const { series } = chartOption(many(values), 'line', THEME) as { series: [{ data: readonly unknown[] }] };
  const [{ data }] = series;
  assert.equal(data[50], 7);
  assert.deepEqual(data[10], { value: 10, symbol: 'none' });
});

test('the list beside a pie has every name, figure and share, above one another where the view is tall', () => {
  const data: ChartData = {
    points: ['system:serviceaccount:kube-system:generic-garbage-collector', 'b'],
    series: [{ name: 'n', values: [1500, 500] }],
    note: '',
  };
  for (const size of [
    { width: 1200, height: 600 },
    { width: 400, height: 600 },
  ]) {
    const svg = chartSvg(chartOption(data, 'pie', THEME), size).replaceAll(/[\u2007\u2008]/g, '');
    for (const text of ['1,500', '500', '75.0 %', '25.0 %', '…', 'collector', 'b']) assert.ok(svg.includes(text), `${size.width}: ${text}`);
    const name = /translate\(([\d.]+) [\d.]+\)"[^>]*>1,500/.exec(svg);
    assert.ok(name, 'the figure has a place');
    assert.equal(Number(name[1]) > size.width / 2, size.width > size.height);
  }
});
