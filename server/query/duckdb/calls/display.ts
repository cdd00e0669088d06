import type { CallEmitter } from '../call-site.ts';
import { callFunction } from '../emission.ts';
import { registered } from './same-arguments.ts';

/** Colours and bars as plain text. */
export const DISPLAY: Readonly<Record<string, CallEmitter>> = {
  bar: site => callFunction(site.e, 'sls_bar', `CAST(${site.arg(0)} AS DOUBLE)`, site.arg(1)),
  color: site => `CAST(${site.arg(0)} AS VARCHAR)`,
  render: site => (site.type(0).kind === 'boolean' ? `CASE WHEN ${site.arg(0)} THEN '✓' ELSE '✗' END` : `CAST(${site.arg(0)} AS VARCHAR)`),
  rgb: registered('sls_rgb'),
};
