import { callFunction } from '../emission.ts';
import type { CallEmitter } from '../emit-call.ts';

const plain =
  (name: string): CallEmitter =>
  site =>
    callFunction(site.e, name, ...site.args());

/** Colours and bars as plain text, and sizes and durations for people. */
export const DISPLAY: Readonly<Record<string, CallEmitter>> = {
  bar: site => callFunction(site.e, 'sls_bar', `CAST(${site.arg(0)} AS DOUBLE)`, site.arg(1)),
  color: site => `CAST(${site.arg(0)} AS VARCHAR)`,
  render: site => (site.type(0).kind === 'boolean' ? `CASE WHEN ${site.arg(0)} THEN '✓' ELSE '✗' END` : `CAST(${site.arg(0)} AS VARCHAR)`),
  rgb: plain('sls_rgb'),
  convert_data_size: site => callFunction(site.e, 'sls_convert_data_size', `CAST(${site.arg(0)} AS VARCHAR)`, site.arg(1)),
  format_data_size: site => callFunction(site.e, 'sls_format_data_size', `CAST(${site.arg(0)} AS DOUBLE)`),
  parse_data_size: site => callFunction(site.e, 'sls_parse_data_size', site.arg(0)),
  format_duration: site => callFunction(site.e, 'sls_format_duration', `CAST(${site.arg(0)} AS DOUBLE)`),
  parse_duration: site => callFunction(site.e, 'sls_parse_duration', site.arg(0)),
  to_seconds: site => `(${callFunction(site.e, 'sls_parse_duration', site.arg(0))} / 1000)`,
  geohash: site =>
    callFunction(
      site.e,
      'sls_geohash',
      `CAST(${site.arg(0)} AS DOUBLE)`,
      `CAST(${site.arg(1)} AS DOUBLE)`,
      site.count > 2 ? site.arg(2) : 'CAST(12 AS BIGINT)',
    ),
};
