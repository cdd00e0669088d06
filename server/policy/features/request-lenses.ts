import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import { requestTitle } from '../describe-simulation.ts';
import { namedCustomResources } from '../named-custom-resources.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { readSample } from '../read-sample.ts';
import { previewStages } from '../recorded-events.ts';
import { simulatedPolicy } from '../simulate.ts';
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
      const { attributes, unusual } = request;
      const decision = simulated.compiled.decide(attributes);
      const recorded = previewStages(request, decision).some(stage => !stage.omitted);
      const level = recorded ? decision.level : 'None';
      return { title: requestTitle(attributes), level, rule: decision.rule, attributes, ...(unusual && { unusual }) };
    });
    return requestLens(line, outcomes);
  });
}
