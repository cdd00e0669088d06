import type { User } from './request-attributes.ts';

/** A user or group that Kubernetes itself defines, with its meaning in one sentence. */
export interface WellKnownIdentity {
  readonly name: string;
  readonly meaning: string;
}

/**
 * Users every cluster has. A policy compares names literally: `system:node:*` or `*` match nobody.
 */
export const WELL_KNOWN_USERS: readonly WellKnownIdentity[] = [
  {
    name: 'system:anonymous',
    meaning: 'Requests without credentials, where anonymous access is on; not failed authentication, which has no user.',
  },
  { name: 'system:apiserver', meaning: 'kube-apiserver calling itself; very frequent and rarely of interest.' },
  {
    name: 'system:kube-controller-manager',
    meaning: 'The controller manager itself; its controllers may use service accounts of their own.',
  },
  { name: 'system:kube-scheduler', meaning: 'The scheduler: watches pods and nodes, binds pods.' },
  { name: 'system:kube-proxy', meaning: 'kube-proxy where it has a user of its own: watches services and endpoint slices.' },
  { name: 'kubernetes-admin', meaning: 'The administrator of a kubeadm cluster.' },
  { name: 'kubernetes-super-admin', meaning: 'The administrator of a kubeadm cluster in system:masters, from 1.29 on.' },
  {
    name: 'system:serviceaccount:kube-system:generic-garbage-collector',
    meaning: 'The garbage collector: deletes objects whose owner is gone.',
  },
  { name: 'system:serviceaccount:kube-system:namespace-controller', meaning: 'Empties a namespace that is being deleted.' },
  { name: 'system:serviceaccount:kube-system:endpointslice-controller', meaning: 'Writes the endpoint slices of services.' },
  { name: 'system:serviceaccount:kube-system:replicaset-controller', meaning: 'Creates and deletes the pods of replica sets.' },
  { name: 'system:serviceaccount:kube-system:deployment-controller', meaning: 'Writes the replica sets of deployments.' },
  { name: 'system:serviceaccount:kube-system:job-controller', meaning: 'Creates the pods of jobs.' },
  { name: 'system:serviceaccount:kube-system:cronjob-controller', meaning: 'Creates the jobs of cron jobs.' },
  {
    name: 'system:serviceaccount:kube-system:resourcequota-controller',
    meaning: 'Counts objects for quotas; lists and watches everything.',
  },
  { name: 'system:serviceaccount:kube-system:coredns', meaning: 'The cluster DNS: watches services and endpoint slices.' },
  { name: 'system:serviceaccount:kube-system:metrics-server', meaning: 'The metrics server: reads nodes and pods, reviews tokens.' },
];

/** Groups every cluster has. A policy compares names literally. */
export const WELL_KNOWN_GROUPS: readonly WellKnownIdentity[] = [
  { name: 'system:authenticated', meaning: 'Everybody who authenticated, service accounts and nodes included.' },
  { name: 'system:unauthenticated', meaning: 'Anonymous requests; a request whose authentication failed has no group at all.' },
  { name: 'system:masters', meaning: 'Administrators that no authorization stops.' },
  { name: 'system:nodes', meaning: 'Every kubelet.' },
  { name: 'system:serviceaccounts', meaning: 'Every service account.' },
  { name: 'system:serviceaccounts:kube-system', meaning: 'The service accounts of kube-system: controllers and cluster add-ons.' },
  { name: 'system:serviceaccounts:default', meaning: 'The service accounts of the namespace default.' },
  { name: 'kubeadm:cluster-admins', meaning: 'The administrators of a kubeadm cluster, from 1.29 on.' },
  { name: 'system:monitoring', meaning: 'May read the metrics and health paths.' },
  { name: 'system:bootstrappers', meaning: 'Nodes that are joining with a bootstrap token.' },
];

/** The name forms that stand for many users or groups; the capitals are to be replaced. */
export const IDENTITY_FORMS: readonly WellKnownIdentity[] = [
  { name: 'system:node:NODE', meaning: 'The kubelet of one node.' },
  { name: 'system:serviceaccount:NAMESPACE:NAME', meaning: 'One service account.' },
  { name: 'system:serviceaccounts:NAMESPACE', meaning: 'The group of all service accounts of one namespace.' },
  { name: 'system:bootstrap:TOKEN-ID', meaning: 'A node that is joining with the bootstrap token of this id.' },
];

/**
 * What a user or group name says about its bearer, for hovers and completion; `undefined` for a name that
 * Kubernetes does not define.
 */
export function meaningOfIdentity(name: string): string | undefined {
  const known = [...WELL_KNOWN_USERS, ...WELL_KNOWN_GROUPS].find(identity => identity.name === name);
  if (known) return known.meaning;
  const [system, kind, first, second, ...rest] = name.split(':');
  if (system !== 'system' || !first || rest.length > 0) return undefined;
  if (kind === 'serviceaccount' && second) return `The service account ${second} of the namespace ${first}.`;
  if (second !== undefined) return undefined;
  if (kind === 'serviceaccounts') return `The service accounts of the namespace ${first}.`;
  if (kind === 'node') return `The kubelet of the node ${first}.`;
  if (kind === 'bootstrap') return `A node that is joining with the bootstrap token ${first}.`;
  return undefined;
}

/** The groups kube-apiserver gives a service account's user, or an empty list for any other user. */
export function groupsOfServiceAccount(user: string): readonly string[] {
  const match = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user);
  return match ? ['system:serviceaccounts', `system:serviceaccounts:${match[1]}`, 'system:authenticated'] : [];
}

/**
 * The identity of a request that impersonates: a service account gets its groups where none are named, and everybody the group
 * that tells authenticated from anonymous (`pkg/endpoints/filters/impersonation.go`).
 */
export function impersonatedUser(name: string, groups: readonly string[]): User {
  const own = groups.length > 0 ? groups : groupsOfServiceAccount(name).filter(group => group !== 'system:authenticated');
  const last = name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated';
  return { name, groups: own.includes(last) ? own : [...own, last] };
}
