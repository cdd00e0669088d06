import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { urlOf } from '../../kubernetes/request-url.ts';
import { usualGroups } from '../../kubernetes/usual-groups.ts';
import { requestTitle } from '../describe-simulation.ts';

/** A request as one reads it in a log: "GET /api/v1/namespaces/default/secrets/example by jane in dev". */
export function requestExample(request: RequestAttributes, kubernetes: KubernetesMinor): string {
  const http = urlOf(request, kubernetes);
  const what = http ? `${http.method} ${http.url}` : requestTitle(request);
  return `${what} ${sender(request)}`;
}

function sender({ user }: RequestAttributes): string {
  if (!user) return 'with failed authentication';
  const usual = usualGroups(user.name);
  const own = user.groups.filter(g => !usual.includes(g));
  return `by ${user.name}${own.length === 0 ? '' : ` in ${own.join(' and ')}`}`;
}
