import { type ApiObject, type ApiRequest, get, list, noted } from '../api-request.ts';
import { flagIsOn, flagText } from '../flags.ts';
import { builtInObject, type CommandRequests, type Invocation } from '../invocation.ts';
import { find, targetsOf } from '../selection.ts';
import { limitQuery } from './get.ts';

type FollowUp = (invocation: Invocation, object: ApiObject) => readonly ApiRequest[];

/** What describe reads beside an object: before and after its events, and whether it reads events at all. */
interface Description {
  readonly before?: FollowUp;
  readonly after?: FollowUp;
  readonly withoutEvents?: true;
}

const LIMIT = { limit: '500' };

const podsOf: FollowUp = (invocation, object) => [list(pods(invocation, object.namespace), { labelSelector: '<selector>', ...LIMIT })];

const inNamespace = (invocation: Invocation, group: string, resource: string, namespace: string): ApiObject => ({
  ...builtInObject(invocation, group, resource, ''),
  namespace,
});

const pods = (invocation: Invocation, namespace: string): ApiObject => inNamespace(invocation, '', 'pods', namespace);

const endpointSlices = (invocation: Invocation, namespace: string, service: string): ApiRequest =>
  list(inNamespace(invocation, 'discovery.k8s.io', 'endpointslices', namespace), {
    labelSelector: `kubernetes.io/service-name=${service}`,
  });

/** By `group/resource`; a resource that is not here has its events and nothing else. */
const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  '/limitranges': { withoutEvents: true },
  '/resourcequotas': { withoutEvents: true },
  '/secrets': { withoutEvents: true },
  'networking.k8s.io/networkpolicies': { withoutEvents: true },
  'rbac.authorization.k8s.io/clusterrolebindings': { withoutEvents: true },
  'rbac.authorization.k8s.io/clusterroles': { withoutEvents: true },
  'rbac.authorization.k8s.io/rolebindings': { withoutEvents: true },
  'rbac.authorization.k8s.io/roles': { withoutEvents: true },
  '/namespaces': {
    withoutEvents: true,
    before: (invocation, { name }) => [
      list(inNamespace(invocation, '', 'resourcequotas', name), LIMIT),
      list(inNamespace(invocation, '', 'limitranges', name), LIMIT),
    ],
  },
  '/nodes': {
    before: (invocation, { name }) => [
      list(pods(invocation, ''), {
        fieldSelector: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`,
        ...LIMIT,
      }),
    ],
    after: (invocation, { name }) => [
      list(builtInObject(invocation, 'resource.k8s.io', 'resourceslices', ''), { fieldSelector: `spec.nodeName=${name}` }),
      get({ ...inNamespace(invocation, 'coordination.k8s.io', 'leases', 'kube-node-lease'), name }),
    ],
  },
  '/persistentvolumeclaims': { before: (invocation, { namespace }) => [list(pods(invocation, namespace), LIMIT)] },
  '/replicationcontrollers': { before: podsOf },
  '/services': { before: (invocation, { namespace, name }) => [endpointSlices(invocation, namespace, name)] },
  'apps/daemonsets': { before: podsOf },
  'apps/replicasets': { before: podsOf },
  'apps/statefulsets': { before: podsOf },
  'apps/deployments': {
    after: (invocation, { namespace }) => [
      list(inNamespace(invocation, 'apps', 'replicasets', namespace), { labelSelector: '<selector>', ...LIMIT }),
    ],
  },
  'networking.k8s.io/ingresses': {
    after: (invocation, { namespace }) => [
      endpointSlices(invocation, namespace, '<service>'),
      get({ ...inNamespace(invocation, '', 'services', namespace), name: '<service>' }),
    ],
  },
};

/** `describe`: every object is read again by its describer, with what belongs to it; from two objects on without events. */
export const describeRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  const found = find(invocation, targetsOf(invocation, args, 'implied'), { query: limitQuery(flagText(flags, 'chunk-size')) });
  const events = found.length === 1 && flagIsOn(flags, 'show-events');
  const reads = found.filter(({ fromFile }) => !fromFile).map(({ read }) => read);
  return [
    ...reads,
    ...found.flatMap(({ object, listed }) => descriptionOf(invocation, object, events ? eventsOf(invocation, object, listed) : [])),
  ];
};

function descriptionOf(invocation: Invocation, object: ApiObject, events: readonly ApiRequest[]): readonly ApiRequest[] {
  const description = DESCRIPTIONS[`${object.type.group}/${object.type.resource}`] ?? {};
  return [
    get(object),
    ...(description.before?.(invocation, object) ?? []),
    ...(description.withoutEvents ? [] : events),
    ...(description.after?.(invocation, object) ?? []),
  ];
}

function eventsOf(invocation: Invocation, { type, namespace, name }: ApiObject, listed: boolean): readonly ApiRequest[] {
  const about = (uid: string): ApiRequest => {
    const kind = type.resource === 'pods' ? [] : [`involvedObject.kind=${type.kind}`];
    const terms = [`involvedObject.name=${name}`, `involvedObject.namespace=${namespace}`, ...kind, `involvedObject.uid=${uid}`];
    const events = list(inNamespace(invocation, '', 'events', namespace), { fieldSelector: terms.join(','), ...LIMIT });
    return listed ? noted(events, 'only where the list has a single object') : events;
  };
  // A kubelet reports some events of its node with the name in place of the uid.
  return type.group === '' && type.resource === 'nodes' ? [about('<uid>'), about(name)] : [about('<uid>')];
}
