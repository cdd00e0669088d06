import type { RuleSpec } from '../policy-spec.ts';

const requestsFor = (resources: readonly string[]): RuleSpec => ({
  level: 'None',
  users: [],
  userGroups: [],
  verbs: [],
  resources: [{ group: '', resources, resourceNames: [] }],
  namespaces: [],
  nonResourceURLs: [],
  omitStages: [],
  omitManagedFields: undefined,
});

/** Requests of which a surprise depends on whether the rule really decides one: those for secrets, for tokens, and into containers. */
export const SURPRISE_PROBES: readonly RuleSpec[] = [
  requestsFor(['secrets']),
  requestsFor(['serviceaccounts/token']),
  requestsFor(['pods/exec', 'pods/attach', 'pods/portforward']),
];
