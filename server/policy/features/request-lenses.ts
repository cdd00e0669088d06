import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import { requestTitle } from '../describe-simulation.ts';
import { namedCustomResources } from '../named-custom-resources.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { readSample } from '../read-sample.ts';
import { simulate, simulatedPolicy } from '../simulate.ts';
import { type LensOutcome, type RequestLens, requestLens } from './request-lens.ts';
import { requestsInComments } from './request-lines.ts';

/** The lenses of the requests in the comments of a policy that kube-apiserver would load. */
export function requestLenses(policy: PolicyDocument, { kubernetes }: { readonly kubernetes: KubernetesMinor }): readonly RequestLens[] {
  const lines = requestsInComments(policy.text, policy.comments);
  if (lines.length === 0) return [];
  const simulated = simulatedPolicy(policy);
  const customResources = namedCustomResources(simulated.spec);
  return lines.map(line => {
    const read = readSample(line.request, { user: line.user, kubernetes, customResources });
    if ('error' in read) return requestLens(line, read);
    const outcomes = read.requests.map((request): LensOutcome => {
      const { level, rule, events } = simulate(simulated, request);
      const { attributes, unusual } = request;
      return { title: requestTitle(attributes), level: events.length > 0 ? level : 'None', rule, attributes, ...(unusual && { unusual }) };
    });
    return requestLens(line, outcomes);
  });
}
