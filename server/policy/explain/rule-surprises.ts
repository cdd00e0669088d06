import type { RuleSpec } from '../policy-spec.ts';

/** Resources whose subresources people expect to be covered, with those that matter most. */
const EXPECTED_WITH: Readonly<Record<string, string>> = {
  pods: 'pods/exec, pods/log and the others',
  nodes: 'nodes/proxy and nodes/status',
  services: 'services/proxy and services/status',
  serviceaccounts: 'serviceaccounts/token (token requests)',
  deployments: 'deployments/scale and deployments/status',
};

/**
 * What a reader of the rule would wrongly assume, the weightiest first; only what applies to this rule.
 * Each is a whole sentence.
 */
export function ruleSurprises(rule: RuleSpec): string[] {
  return [...literalStars(rule), ...resourceSurprises(rule), ...requestSurprises(rule), ...namespaceSurprises(rule), ...userSurprises(rule)];
}

function literalStars(rule: RuleSpec): string[] {
  const fields = (['verbs', 'users', 'userGroups', 'namespaces'] as const).filter(f => rule[f].some(v => v.includes('*')));
  return fields.map(f => `\`*\` is no wildcard in ${f}: it is compared literally.`);
}

function resourceSurprises(rule: RuleSpec): string[] {
  const out: string[] = [];
  const core = rule.resources.filter(e => e.group === '' || e.group === '*');
  const whole = core.filter(e => e.resources.length === 0 || e.resources.includes('*'));
  const reads = rule.verbs.length > 0 && rule.verbs.every(v => ['get', 'list', 'watch'].includes(v));
  if (whole.length > 0 && rule.level === 'RequestResponse' && !reads) {
    out.push('The whole core group includes `serviceaccounts/token` and `secrets`: issued tokens and secret data are recorded unless an earlier rule takes them.');
  } else if (whole.length > 0) {
    out.push('A whole group includes its subresources, `pods/exec` and `serviceaccounts/token` among them.');
  }
  const names = rule.resources.flatMap(e => e.resources);
  const bare = names.find(n => EXPECTED_WITH[n] && !names.some(o => o.startsWith(`${n}/`)));
  if (bare) out.push(`\`${bare}\` does not include its subresources: ${EXPECTED_WITH[bare]} need their own item.`);
  const star = names.find(n => n.endsWith('/*') && n !== '*/*');
  if (star) out.push(`\`${star}\` also covers \`${star.slice(0, -2)}\` itself.`);
  if (rule.resources.some(e => e.resourceNames.length > 0 && !e.resourceNames.includes(''))) {
    out.push('Creations and lists carry no object name, so `resourceNames` never matches them.');
  }
  return out;
}

function requestSurprises(rule: RuleSpec): string[] {
  const out: string[] = [];
  const resources = rule.resources.flatMap(e => e.resources);
  if (resources.some(r => /^pods\/(exec|attach|portforward)$/.test(r)) && rule.verbs.length > 0 && !rule.verbs.includes('get')) {
    out.push('kubectl since 1.30 opens exec, attach and port-forward with `get`, which these verbs leave out.');
  }
  const anything = rule.resources.length === 0 && rule.namespaces.length === 0 && rule.nonResourceURLs.length === 0;
  if (anything && rule.verbs.length > 0) out.push('Without resources or paths the rule takes requests for paths such as /healthz too, if their verb fits.');
  if (rule.nonResourceURLs.some(u => u.startsWith('/api'))) out.push('Requests for resources never match nonResourceURLs, whatever their path begins with.');
  const prefix = rule.nonResourceURLs.find(u => u.length > 1 && u.endsWith('*') && !u.endsWith('/*'));
  if (prefix) out.push(`\`${prefix}\` is a prefix of text: it covers \`${prefix.slice(0, -1)}x\` as well as \`${prefix.slice(0, -1)}/x\`.`);
  return out;
}

function namespaceSurprises(rule: RuleSpec): string[] {
  if (rule.namespaces.includes('')) return ['Namespace `""` also means lists and watches over all namespaces.'];
  if (rule.namespaces.length > 0) return ['Lists and watches over all namespaces have no namespace: this rule does not see them.'];
  return [];
}

function userSurprises(rule: RuleSpec): string[] {
  const out: string[] = [];
  if (rule.users.length > 0 && rule.userGroups.length > 0) out.push('users and userGroups must both hold.');
  if (rule.users.includes('system:anonymous') || rule.userGroups.includes('system:unauthenticated')) {
    out.push('A request whose authentication fails has no user at all: this rule does not see it.');
  }
  return out;
}
