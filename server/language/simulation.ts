import { RequestType } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { failedWords, levelOfRule, requestTitle, simulationSentence } from '../policy/describe-simulation.ts';
import { namedCustomResources } from '../policy/named-custom-resources.ts';
import { readSample } from '../policy/read-sample.ts';
import { valuesForRequests } from '../policy/request-values.ts';
import { type SimulatedPolicy, simulate, simulatedPolicy } from '../policy/simulate.ts';
import { firstLine } from '../policy/validate-rule.ts';
import type { KnownValues, SimulateParams, SimulateResult } from '../protocol/language.ts';
import type { Place, SimulationView } from '../protocol/simulation.ts';
import { shift } from '../yaml/node.ts';
import type { FeatureContext } from './feature-context.ts';
import { type CheckedPolicy, inDocument } from './policy-documents.ts';

const simulateRequest = new RequestType<SimulateParams, SimulateResult, void>('auditscope/simulate');
const knownValuesRequest = new RequestType<{ readonly uri: string }, KnownValues, void>('auditscope/knownValues');

/** The requests `auditscope/simulate` and `auditscope/knownValues`, for any client that shows a simulator. */
export function registerSimulation({ connection, documents, policies, settings }: FeatureContext): void {
  connection.onRequest(simulateRequest, params => {
    const document = documents.get(params.uri);
    const found = document ? policies.all(document) : [];
    const checked = found.find(c => c.part.name === params.policy) ?? found[0];
    if (!document || !checked)
      return { kind: 'no-policy', message: 'This document is not an audit policy: it needs apiVersion audit.k8s.io/v1 and kind Policy.' };
    const { kubernetes } = settings(params.uri);
    const refused = checked.findings.filter(f => f.code.startsWith('refused'));
    if (refused.length > 0) {
      const problems = refused.map(f => ({ message: f.message, place: document.positionAt(inDocument(checked, f.range).start) }));
      return { kind: 'refused', problems };
    }
    const user = params.user === null ? null : { name: params.user, groups: params.groups };
    const policy = simulatedPolicy(checked.policy);
    const customResources = namedCustomResources(policy.spec);
    const read = readSample(params.request, { user, kubernetes, customResources, files: params.files });
    if ('error' in read) return { kind: 'unreadable', message: read.error };
    const simulations = read.requests.map(request => viewOf(document, checked, policy, request));
    return { kind: 'simulated', rules: checked.policy.rules.length, kubernetesVersion: formatKubernetesVersion(kubernetes), simulations };
  });
  connection.onRequest(knownValuesRequest, ({ uri }) => {
    const document = documents.get(uri);
    return valuesForRequests(document && policies.get(document)?.policy, settings(uri).kubernetes);
  });
}

function viewOf(document: TextDocument, checked: CheckedPolicy, simulated: SimulatedPolicy, request: SampledRequest): SimulationView {
  const simulation = simulate(simulated, request);
  const { attributes } = request;
  const place = (rule: number): Place => {
    const { body, offset } = checked.policy.rules[rule]!;
    return document.positionAt(inDocument(checked, shift(firstLine(body), offset)).start);
  };
  return {
    title: requestTitle(attributes),
    ...(request.method !== undefined && request.url !== undefined && { httpLine: `${request.method} ${request.url}` }),
    attributes: simulation.attributes,
    user: attributes.user?.name ?? null,
    groups: attributes.user?.groups ?? [],
    level: simulation.level,
    rule: simulation.rule,
    rulePlace: simulation.rule === null ? null : place(simulation.rule),
    sentence: simulationSentence(simulation),
    omitStages: simulation.omitStages,
    omitManagedFields: simulation.omitManagedFields,
    trace: simulation.trace.map(step => ({
      rule: step.rule,
      level: levelOfRule(simulated.spec, step.rule),
      matched: step.matched,
      ...(step.failed && { failed: failedWords(simulated.spec.rules[step.rule]!, step.failed, attributes) }),
      place: place(step.rule),
    })),
    stages: simulation.stages.map(s => ({ ...s, event: { ...s.event } })),
    ...(request.note !== undefined && { note: request.note }),
    ...(request.unusual && { unusual: request.unusual }),
  };
}
