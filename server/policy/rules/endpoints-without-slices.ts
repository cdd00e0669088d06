import type { WholePolicyLint } from './policy-lint-rule.ts';
import { missedTwin } from './twin-resource.ts';

export const endpointsWithoutSlices: WholePolicyLint = {
  id: 'endpoints-without-slices',
  category: 'noise',
  level: 'information',
  summary: 'Endpoints are left out, but not the endpoint slices that replaced them.',
  checkPolicy: policy =>
    missedTwin(
      policy,
      // who gets and updates one Endpoints object elects a leader with it
      verbs => verbs.length === 0 || verbs.includes('watch') || verbs.includes('list'),
      { group: '', resource: 'endpoints' },
      { group: 'discovery.k8s.io', resource: 'endpointslices' },
      (level, rule) =>
        `kube-proxy and controllers use endpointslices of discovery.k8s.io in place of endpoints, and the same requests on them are recorded at ${level} by rule ${rule}. Add an entry with group: discovery.k8s.io, resources: ["endpointslices"].`,
    ),
};
