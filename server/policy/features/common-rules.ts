import type { Level } from '../../kubernetes/audit.ts';

/** A rule that many policies need, ready to insert; only the fields that it has. */
export interface CommonRule {
  readonly label: string;
  readonly what: string;
  readonly rule: {
    readonly level: Level;
    readonly verbs?: readonly string[];
    readonly resources?: readonly { readonly group: string; readonly resources?: readonly string[] }[];
    readonly nonResourceURLs?: readonly string[];
  };
}

const CHANGES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

export const COMMON_RULES: readonly CommonRule[] = [
  {
    label: 'rule for commands in containers',
    what: 'Who opens a shell, attaches, forwards a port or adds a debug container. Without verbs, because kubectl opens streams with `get` since 1.30 and with `create` before.',
    rule: {
      level: 'Metadata',
      resources: [{ group: '', resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers'] }],
    },
  },
  {
    label: 'rule for secrets and tokens',
    what: 'Who uses secrets, config maps and tokens, without the secrets themselves: at higher levels they would stand in the log. Put it before rules that record bodies.',
    rule: {
      level: 'Metadata',
      resources: [
        { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
        { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
      ],
    },
  },
  {
    label: 'rule for changes of access rights',
    what: 'Changes of roles and bindings with what was sent and what came of it.',
    rule: { level: 'RequestResponse', verbs: CHANGES, resources: [{ group: 'rbac.authorization.k8s.io' }] },
  },
  {
    label: 'rule for all changes',
    what: 'Everything that changes something, with what the client sent. Rules for secrets and tokens belong before it.',
    rule: { level: 'Request', verbs: CHANGES },
  },
  {
    label: 'rule against health checks',
    what: 'Probes and version requests, many a minute and without information.',
    rule: { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version'] },
  },
  {
    label: 'rule against events',
    what: 'Event objects, which are a log of their own; they are served by two API groups.',
    rule: {
      level: 'None',
      resources: [
        { group: '', resources: ['events'] },
        { group: 'events.k8s.io', resources: ['events'] },
      ],
    },
  },
  {
    label: 'rule against leases',
    what: 'Leases, which kubelets and leaders renew every few seconds.',
    rule: { level: 'None', verbs: ['get', 'update'], resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }] },
  },
];

const list = (values: readonly string[]) => `[${values.map(v => JSON.stringify(v)).join(', ')}]`;

/** The lines of a rule behind its dash, as people write them; a tab stands for one step of a list's indentation. */
export function linesOf({ level, verbs, resources, nonResourceURLs }: CommonRule['rule']): readonly string[] {
  return [
    `level: ${level}`,
    ...(verbs ? [`verbs: ${list(verbs)}`] : []),
    ...(resources ? ['resources:'] : []),
    ...(resources ?? []).flatMap(e => [
      `\t- group: ${JSON.stringify(e.group)}`,
      ...(e.resources ? [`\t  resources: ${list(e.resources)}`] : []),
    ]),
    ...(nonResourceURLs ? [`nonResourceURLs: ${list(nonResourceURLs)}`] : []),
  ];
}
