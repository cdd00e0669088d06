import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { urlOf } from '../../kubernetes/request-url.ts';
import { usualGroups } from '../../kubernetes/usual-groups.ts';
import { requestTitle } from '../describe-simulation.ts';

/** A request for an example, and who sends it. */
export interface RequestExample {
  /** "GET /api/v1/namespaces/default/secrets/example" */
  readonly request: string;
  /** "by jane, a member of dev" */
  readonly sender: string;
}

export function requestExample(request: RequestAttributes, kubernetes: KubernetesMinor): RequestExample {
  const http = urlOf(request, kubernetes);
  return { request: http ? `${http.method} ${http.url}` : requestTitle(request), sender: sender(request) };
}

function sender({ user }: RequestAttributes): string {
  if (!user) return 'with failed authentication';
  const usual = usualGroups(user.name);
  const own = user.groups.filter(g => !usual.includes(g));
  return `by ${user.name}${own.length === 0 ? '' : `, a member of ${own.join(' and ')}`}`;
}
