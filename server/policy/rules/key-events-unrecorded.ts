import type { User } from '../../kubernetes/request-attributes.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { joined } from './joined.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { levelOf, resourceSample } from './sample-request.ts';
import { sampleNamespace } from './sample-values.ts';

/** A policy shorter than this is for a purpose of its own. */
const WHOLE_POLICY = 5;

const ADMIN: User = { name: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };

type Asked = Pick<Parameters<typeof resourceSample>[0], 'verb' | 'apiGroup' | 'resource' | 'subresource'> & { readonly cluster?: true };

/** What benchmarks and detections look for first; all of its requests must be recorded. */
const KEY_EVENTS: readonly { readonly what: string; readonly requests: readonly Asked[] }[] = [
  { what: 'reads of secrets', requests: [{ verb: 'get', apiGroup: '', resource: 'secrets' }] },
  { what: 'changes of secrets', requests: [{ verb: 'update', apiGroup: '', resource: 'secrets' }] },
  {
    what: 'changes of roles and bindings',
    requests: [
      { verb: 'create', apiGroup: 'rbac.authorization.k8s.io', resource: 'rolebindings' },
      { verb: 'create', apiGroup: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings', cluster: true },
    ],
  },
  {
    what: 'exec into pods',
    requests: [
      { verb: 'create', apiGroup: '', resource: 'pods', subresource: 'exec' },
      { verb: 'get', apiGroup: '', resource: 'pods', subresource: 'exec' },
    ],
  },
  {
    what: 'tokens issued for service accounts',
    requests: [{ verb: 'create', apiGroup: '', resource: 'serviceaccounts', subresource: 'token' }],
  },
  { what: 'the creation of pods', requests: [{ verb: 'create', apiGroup: '', resource: 'pods' }] },
];

export const keyEventsUnrecorded: WholePolicyLint = {
  id: 'key-events-unrecorded',
  category: 'security',
  level: 'information',
  summary: 'A policy of several rules that leaves out what benchmarks and detections look for first.',
  checkPolicy: policy => {
    if (policy.rules.length < WHOLE_POLICY || !policy.rulesKey) return [];
    const missing = KEY_EVENTS.filter(k => k.requests.some(r => !isRecorded(policy, r))).map(k => k.what);
    if (missing.length === 0) return [];
    const message = `Of an administrator this policy does not record ${joined(missing, 'and')}, which is what benchmarks (CIS 3.2.2) and detections look for first. Record it at Metadata at least, or silence this where another log has it.`;
    return [{ range: policy.rulesKey, message }];
  },
};

const isRecorded = (policy: PolicyDocument, { cluster, ...asked }: Asked): boolean =>
  levelOf(policy, resourceSample({ ...asked, namespace: cluster ? '' : sampleNamespace(policy), user: ADMIN })) !== 'None';
