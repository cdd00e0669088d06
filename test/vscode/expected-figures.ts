import { readFileSync } from 'node:fs';

/**
 * The figures of the overview, computed from the lines of a log by nothing of ours: what the tests hold the report against.
 * Only what the sample log needs is known here (its private addresses begin with 10., its accounts stand in `user.username`).
 */
export interface ExpectedFigures {
  readonly events: number;
  readonly damagedLines: number;
  readonly totalEvents: number;
  readonly publicAccess: number;
  readonly forbidden: number;
  readonly created: number;
  readonly deleted: number;
  readonly redirections: number;
  readonly execs: number;
  /** By people; `(none)` stands for requests without a resource. */
  readonly deletionsByResource: ReadonlyMap<string, number>;
  readonly eventsOfNamespace: (namespace: string) => number;
  readonly requestsOfNamespace: (namespace: string) => number;
}

interface AuditEvent {
  readonly auditID: string;
  readonly verb?: string;
  readonly sourceIPs?: readonly string[];
  readonly user: { readonly username?: string };
  readonly objectRef?: { readonly resource?: string; readonly namespace?: string; readonly subresource?: string };
  readonly responseStatus?: { readonly code?: number };
}

const SYSTEM_WORDS = new Set(['node', 'serviceaccount', 'apiserver', 'kube-scheduler', 'kube-controller-manager']);

export function expectedFigures(file: string): ExpectedFigures {
  const events: AuditEvent[] = [];
  let damagedLines = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    try {
      events.push(JSON.parse(line));
    } catch {
      damagedLines++;
    }
  }
  const requests = (condition: (event: AuditEvent) => boolean) => new Set(events.filter(condition).map(e => e.auditID)).size;
  const isDeletion = (e: AuditEvent) => e.verb === 'delete' || e.verb === 'deletecollection';
  const isPerson = (e: AuditEvent) =>
    !(e.user.username ?? '')
      .toLowerCase()
      .split(/[^\w.-]+/)
      .some(word => SYSTEM_WORDS.has(word));
  const resourceOf = (e: AuditEvent) => e.objectRef?.resource ?? '(none)';
  const deletions = events.filter(e => isDeletion(e) && isPerson(e));
  const resources = [...new Set(deletions.map(resourceOf))];
  const code = (e: AuditEvent) => e.responseStatus?.code ?? 0;
  return {
    events: events.length,
    damagedLines,
    totalEvents: requests(() => true),
    publicAccess: requests(e => e.sourceIPs?.[0] !== undefined && !/^(10|127)\./.test(e.sourceIPs[0])),
    forbidden: requests(e => code(e) === 403),
    created: requests(e => e.verb === 'create'),
    deleted: requests(isDeletion),
    redirections: requests(e => code(e) >= 300 && code(e) < 400),
    execs: requests(e => e.objectRef?.subresource === 'exec' && (e.verb === 'create' || e.verb === 'get')),
    deletionsByResource: new Map(resources.map(r => [r, requests(e => isDeletion(e) && isPerson(e) && resourceOf(e) === r)])),
    eventsOfNamespace: namespace => events.filter(e => e.objectRef?.namespace === namespace).length,
    requestsOfNamespace: namespace => requests(e => e.objectRef?.namespace === namespace),
  };
}
