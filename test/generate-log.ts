import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A random number generator with a seed (mulberry32): the same log for the same seed. */
function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const hex = (digits: number): string => {
    let text = '';
    while (text.length < digits) text += below(65536).toString(16).padStart(4, '0');
    return text.slice(0, digits);
  };
  const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  return { next, below, pick, uuid };
}

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
}

const KINDS: readonly Kind[] = [
  { group: '', version: 'v1', resource: 'pods', kind: 'Pod' },
  { group: '', version: 'v1', resource: 'secrets', kind: 'Secret' },
  { group: '', version: 'v1', resource: 'configmaps', kind: 'ConfigMap' },
  { group: '', version: 'v1', resource: 'endpoints', kind: 'Endpoints' },
  { group: 'apps', version: 'v1', resource: 'deployments', kind: 'Deployment' },
  { group: 'apps', version: 'v1', resource: 'replicasets', kind: 'ReplicaSet' },
  { group: 'coordination.k8s.io', version: 'v1', resource: 'leases', kind: 'Lease' },
  { group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'rolebindings', kind: 'RoleBinding' },
];
/** Verbs by weight. */
const VERBS = [
  ...Array(30).fill('get'),
  ...Array(16).fill('list'),
  ...Array(14).fill('watch'),
  ...Array(14).fill('update'),
  ...Array(10).fill('create'),
  ...Array(9).fill('patch'),
  ...Array(6).fill('delete'),
  'deletecollection',
] as readonly string[];
const AGENTS = [
  'kubelet/v1.36.3 (linux/amd64) kubernetes/0fa1c2d',
  'kubectl/v1.36.3 (darwin/arm64) kubernetes/0fa1c2d',
  'kube-controller-manager/v1.36.3 (linux/amd64) kubernetes/0fa1c2d/leader-election',
  'Go-http-client/2.0',
  'argocd-application-controller/v3.0',
];
const USERS: readonly string[] = [
  ...Array(8).fill('system:apiserver'),
  ...Array(6).fill('system:kube-controller-manager'),
  ...Array(4).fill('system:kube-scheduler'),
  ...Array.from({ length: 30 }, (_, i) => `system:node:worker-${i}`),
  ...Array.from({ length: 40 }, (_, i) => `system:serviceaccount:team-${i % 12}:operator-${i}`),
  ...Array.from({ length: 12 }, (_, i) => `2${String(17_000_000 + i * 7919).padStart(17, '0')}`),
  'kubernetes-admin',
  'alice@example.com',
];
const START = Date.UTC(2026, 0, 1);

/** Audit events of a made cluster, about 1.4 kB each, in the order in which a server writes them. */
export function* auditEvents(count: number, seed = 1): Generator<Readonly<Record<string, unknown>>> {
  const random = createRandom(seed);
  const { next, below, pick, uuid } = random;
  let time = START;
  for (let n = 0; n < count; ) {
    time += -Math.log(1 - next()) * 160;
    const { group, version, resource, kind } = pick(KINDS);
    const verb = pick(VERBS);
    const username = pick(USERS);
    const [namespace, name] = [`team-${below(12)}`, `${resource.slice(0, -1)}-${below(500)}`];
    const stream =
      resource === 'pods' && (verb === 'create' || verb === 'get') && next() < 0.1 ? pick(['exec', 'attach', 'portforward']) : '';
    const named = stream !== '' || !['list', 'watch', 'create', 'deletecollection'].includes(verb);
    const base = `${group === '' ? '/api' : `/apis/${group}`}/${version}/namespaces/${namespace}/${resource}`;
    const query =
      stream === ''
        ? verb === 'watch'
          ? '?allowWatchBookmarks=true&timeoutSeconds=421&watch=true'
          : ''
        : '?command=sh&command=-c&command=id&container=app&stdin=true';
    const usual = stream !== '' ? 101 : verb === 'create' ? 201 : 200;
    const code = next() < 0.06 ? pick([403, 403, 404, 409, 301, 500]) : usual;
    const body = () => ({
      kind,
      apiVersion: group === '' ? version : `${group}/${version}`,
      metadata: { name, namespace, uid: uuid(), resourceVersion: String(below(1e7)), labels: { app: name, team: namespace } },
      spec: {
        replicas: below(9),
        containers: Array.from({ length: 1 + below(3) }, (_, i) => ({
          name: `c${i}`,
          image: `registry.example/app:${below(99)}`,
          args: ['--flag', 'x'.repeat(below(220))],
        })),
      },
    });
    const bodies = resource !== 'secrets' && stream === '' && code < 400;
    const received = new Date(time).toISOString();
    const address =
      next() < 0.9
        ? `10.0.${below(4)}.${1 + below(250)}`
        : pick(['8.8.8.8', '1.1.1.1', '203.0.113.9', '2001:4860:4860::8888', '47.91.20.7', '91.189.88.10']);
    const event = {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: resource === 'secrets' ? 'Metadata' : 'RequestResponse',
      auditID: uuid(),
      stage: 'ResponseComplete',
      requestURI: `${base}${named ? `/${name}` : ''}${stream === '' ? '' : `/${stream}`}${query}`,
      verb,
      user: {
        username,
        uid: uuid(),
        groups: username.startsWith('system:') ? ['system:authenticated'] : ['system:masters', 'system:authenticated'],
      },
      sourceIPs: [address],
      userAgent: pick(AGENTS),
      objectRef: {
        resource,
        namespace,
        ...(named && { name }),
        ...(group !== '' && { apiGroup: group }),
        apiVersion: version,
        ...(stream !== '' && { subresource: stream }),
      },
      responseStatus:
        code < 400 ? { metadata: {}, code } : { metadata: {}, status: 'Failure', message: `${resource} "${name}" is not available`, code },
      ...(bodies && ['create', 'update', 'patch'].includes(verb) && { requestObject: body() }),
      ...(bodies && !['watch', 'list', 'deletecollection'].includes(verb) && { responseObject: body() }),
      requestReceivedTimestamp: received,
      stageTimestamp: new Date(time + next() * 300).toISOString(),
      annotations: {
        'authorization.k8s.io/decision': code === 403 ? 'forbid' : 'allow',
        'authorization.k8s.io/reason':
          code === 403 ? '' : `RBAC: allowed by ClusterRoleBinding "${namespace}" of ClusterRole "edit" to User "${username}"`,
      },
    };
    if (stream !== '' || verb === 'watch') {
      yield { ...event, stage: 'ResponseStarted', stageTimestamp: received };
      n++;
    }
    if (n < count) yield event;
    n++;
  }
}

/** Writes a log of so many events, a megabyte at a time; the file is there only when it is complete. */
export function generateLog(path: string, count: number, seed = 1): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.part`, 'w');
  let pending: string[] = [];
  let size = 0;
  const flush = () => {
    for (let bytes = Buffer.from(pending.join('')); bytes.length > 0; ) bytes = bytes.subarray(writeSync(file, bytes));
    pending = [];
    size = 0;
  };
  for (const event of auditEvents(count, seed)) {
    const line = `${JSON.stringify(event)}\n`;
    pending.push(line);
    size += line.length;
    if (size > 1 << 20) flush();
  }
  flush();
  closeSync(file);
  renameSync(`${path}.part`, path);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [count, path, seed] = process.argv.slice(2);
  if (count === undefined || path === undefined) {
    console.error('usage: generate-log.ts EVENTS PATH [SEED]');
    process.exit(2);
  }
  generateLog(path, Number(count), Number(seed ?? 1));
}
