import { nearest } from '../../kubernetes/nearest.ts';
import { AUTHORIZATION_ONLY_VERBS, isNonResourceVerb, isResourceVerb, NON_RESOURCE_VERBS, RESOURCE_VERBS } from '../../kubernetes/verbs.ts';
import type { Located } from '../../yaml/node.ts';
import type { RuleBody } from '../policy-rule.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-fixes.ts';

/** What people write for a verb, and the verb that requests have. */
const MEANT: Readonly<Record<string, string>> = { post: 'create', put: 'update', apply: 'patch', edit: 'patch', replace: 'update', read: 'get', write: 'update', remove: 'delete', deleteCollection: 'deletecollection' };

/** Subresources taken for verbs. */
const SUBRESOURCES = new Set(['exec', 'attach', 'portforward', 'log', 'logs', 'port-forward']);

export const unknownVerb: SingleRuleLint = {
  id: 'unknown-verb',
  category: 'error-prone',
  level: 'warning',
  summary: 'A verb that no request of the kind the rule is about can have.',
  checkRule: body => body.verbs.items.flatMap(item => check(item, body)),
};

function check(item: Located<string>, body: RuleBody) {
  const verb = item.value;
  if (verb === '' || verb.includes('*')) return [];
  const lower = verb.toLowerCase();
  if (lower !== verb && (isResourceVerb(lower) || isNonResourceVerb(lower))) return [];
  const paths = body.nonResourceURLs.items.length > 0;
  const resources = body.resources.items.length > 0 || body.namespaces.items.length > 0;
  if (paths ? isNonResourceVerb(verb) : isResourceVerb(verb)) return [];
  // a rule about everything may mean either kind of request
  if (!paths && !resources && isNonResourceVerb(verb)) return [];
  const valid = paths ? NON_RESOURCE_VERBS : RESOURCE_VERBS;
  const meant = paths ? undefined : (MEANT[verb] ?? (SUBRESOURCES.has(verb) ? undefined : nearest(verb, valid.map(v => v.verb))));
  return [{ range: item.range, message: `"${verb}" matches no request: ${reason(verb, paths)}${meant ? ` Did you mean "${meant}"?` : ''}`, fixes: meant ? [changeTo(item, meant)] : [] }];
}

function reason(verb: string, paths: boolean): string {
  if (paths) {
    return isResourceVerb(verb)
      ? 'a request for a path has its HTTP method as verb (get, head, post, put, patch, delete), not a Kubernetes verb.'
      : 'the verb of a request for a path is its HTTP method in lower case.';
  }
  const authorization = AUTHORIZATION_ONLY_VERBS.find(v => v.verb === verb);
  if (authorization) return authorization.meaning;
  if (SUBRESOURCES.has(verb)) return `it is a subresource: write pods/${verb === 'logs' ? 'log' : verb.replace('-', '')} under resources.`;
  if (MEANT[verb]) return 'requests on resources have other verbs.';
  return `the verbs of requests on resources are ${RESOURCE_VERBS.map(v => v.verb).filter(v => v !== 'proxy').join(', ')}.`;
}
