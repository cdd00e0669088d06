import type { TextDocument } from 'vscode-languageserver-textdocument';
import { WELL_KNOWN_GROUPS, WELL_KNOWN_USERS } from '../kubernetes/identities.ts';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { failedWords, levelOfRule, requestTitle, simulationSentence } from '../policy/describe-simulation.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { readSample } from '../policy/read-sample.ts';
import { type SimulatedPolicy, simulate, simulatedPolicy } from '../policy/simulate.ts';
import { firstLine } from '../policy/validate-rule.ts';
import type { KnownIdentities, SimulateParams, SimulateResult } from '../protocol/language.ts';
import type { Place, SimulationView } from '../protocol/simulation.ts';
import type { FeatureContext } from './feature-context.ts';

/** The requests `auditscope/simulate` and `auditscope/knownIdentities`, for any client that shows a simulator. */
export function registerSimulation({ connection, documents, policies }: FeatureContext): void {
  connection.onRequest('auditscope/simulate', (params: SimulateParams): SimulateResult => {
    const document = documents.get(params.uri);
    const checked = document && policies.get(document);
    if (!document || !checked)
      return { kind: 'no-policy', message: 'This document is not an audit policy: it needs apiVersion audit.k8s.io/v1 and kind Policy.' };
    const refused = checked.findings.filter(f => f.code.startsWith('refused'));
    if (refused.length > 0) return { kind: 'refused', messages: refused.map(f => f.message) };
    const read = readSample(params.request, {
      user: params.user === null ? null : { name: params.user, groups: params.groups },
      files: params.files,
    });
    if ('error' in read) return { kind: 'unreadable', message: read.error };
    const policy = simulatedPolicy(checked.policy);
    return {
      kind: 'simulated',
      rules: checked.policy.rules.length,
      simulations: read.requests.map(r => viewOf(document, checked.policy, policy, r)),
    };
  });
  connection.onRequest('auditscope/knownIdentities', ({ uri }: { uri: string }): KnownIdentities => {
    const document = documents.get(uri);
    const rules = (document && policies.get(document)?.policy.rules) ?? [];
    const named = (field: 'users' | 'userGroups') => rules.flatMap(r => r.body[field].items.map(i => i.value));
    return {
      users: [...new Set([...named('users'), ...WELL_KNOWN_USERS.map(u => u.name)])],
      groups: [...new Set([...named('userGroups'), ...WELL_KNOWN_GROUPS.map(g => g.name)])],
    };
  });
}

function viewOf(document: TextDocument, policy: PolicyDocument, simulated: SimulatedPolicy, request: SampledRequest): SimulationView {
  const simulation = simulate(simulated, request);
  const { attributes } = request;
  const place = (rule: number): Place => {
    const { body, offset } = policy.rules[rule]!;
    return document.positionAt(firstLine(body).start + offset);
  };
  return {
    title: requestTitle(attributes),
    attributes: { ...simulation.attributes },
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
  };
}
