import type { LogField } from '../log-field.ts';
import { text } from './text-field.ts';

const note = (key: string, meaning: string, example?: string): LogField => text(`annotations.${key}`, meaning, example);

const latency = (step: string, meaning: string): LogField =>
  note(`apiserver.latency.k8s.io/${step}`, `${meaning}; only of requests that took more than half a second.`, '612.5ms');

/** The annotations that kube-apiserver itself writes. */
export const ANNOTATION_FIELDS: readonly LogField[] = [
  note('authorization.k8s.io/decision', 'Whether the request was allowed: `allow` or `forbid`.', 'allow'),
  note(
    'authorization.k8s.io/reason',
    'Why the request was allowed or forbidden.',
    'RBAC: allowed by ClusterRoleBinding "admins" of ClusterRole "cluster-admin" to User "alice"',
  ),
  note('audit.k8s.io/truncated', '`true` when the event was too large and lost its bodies.', 'true'),
  note('k8s.io/deprecated', '`true` for a deprecated version of the API.', 'true'),
  note('k8s.io/removed-release', 'Release of Kubernetes that this version of the API is gone in.', '1.32'),
  note('pod-security.kubernetes.io/enforce-policy', 'Pod Security level that was enforced.', 'restricted:latest'),
  note('pod-security.kubernetes.io/audit-violations', 'What would violate the Pod Security level that is only audited.'),
  note('pod-security.kubernetes.io/exempt', 'Why Pod Security did not look at the pod.', 'namespace'),
  note('validation.policy.admission.k8s.io/validation_failure', 'Validating admission policies that failed, a JSON array.'),
  note('authentication.k8s.io/stale-token', 'A service account token beyond its time of warning was used.'),
  note('authentication.k8s.io/legacy-token', 'A service account token from a secret was used.'),
  note('authentication.kubernetes.io/issued-credential-id', 'Id of the service account token that was issued.', 'JTI=7d1b…'),
  note('apiserver.k8s.io/unsafe-delete-ignore-read-error', 'A damaged object was deleted without being read.'),
  latency('total', 'Time from the first byte to the last'),
  latency('etcd', 'Time spent in etcd'),
  latency('transform-response-object', 'Time to convert the answer'),
  latency('serialize-response-object', 'Time to encode the answer'),
  latency('response-write', 'Time to write the answer'),
  latency('decode-response-object', 'Time to decode objects from etcd'),
  latency('mutating-webhook', 'Time in mutating webhooks'),
  latency('validating-webhook', 'Time in validating webhooks'),
  latency('apf-queue-wait', 'Time in the queue of priority and fairness'),
  latency('authentication', 'Time to authenticate'),
  latency('authorization', 'Time to authorize'),
  latency('impersonation', 'Time to impersonate'),
];
