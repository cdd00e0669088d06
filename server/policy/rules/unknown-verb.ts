import { nearest } from '../../kubernetes/nearest.ts';
import { AUTHORIZATION_ONLY_VERBS, isNonResourceVerb, isResourceVerb, NON_RESOURCE_VERBS, RESOURCE_VERBS } from '../../kubernetes/verbs.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { RuleBody } from '../policy-rule.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { streamByVerbs } from './stream-resources.ts';
import { isVerbInOtherCase } from './verb-case.ts';
import { meantVerb } from './verb-fixes.ts';

/** What people write for a verb, and the verb that requests have. */
const MEANT: Readonly<Record<string, string>> = {
  post: 'create',
  put: 'update',
  head: 'get',
  apply: 'patch',
  edit: 'patch',
  replace: 'update',
  read: 'get',
  write: 'update',
  remove: 'delete',
  'delete-collection': 'deletecollection',
};

/** Subresources taken for verbs. */
const SUBRESOURCES: Readonly<Record<string, string>> = {
  exec: 'pods/exec',
  attach: 'pods/attach',
  portforward: 'pods/portforward',
  'port-forward': 'pods/portforward',
  log: 'pods/log',
  logs: 'pods/log',
  evict: 'pods/eviction',
  scale: 'deployments/scale',
};

export const unknownVerb: SingleRuleLint = {
  id: 'unknown-verb',
  category: 'error-prone',
  level: 'warning',
  summary: 'A verb that no request of the kind the rule is about can have.',
  // a rule whose verbs all stand for exec and the like is told by exec-verbs
  checkRule: (body, context) => (streamByVerbs(body) ? [] : body.verbs.items.flatMap((_, i) => check(body, i, context))),
};

function check(body: RuleBody, index: number, context: RuleContext): Reported[] {
  const { value: verb, range } = body.verbs.items[index]!;
  if (verb === '' || verb.includes('*') || isVerbInOtherCase(verb)) return [];
  const paths = body.nonResourceURLs.items.length > 0;
  const resources = body.resources.items.length > 0 || body.namespaces.items.length > 0;
  // a rule about everything may mean either kind of request
  if ((!paths && isResourceVerb(verb)) || (!resources && isNonResourceVerb(verb))) return [];
  const meant = paths ? nearest(verb, verbsOf(NON_RESOURCE_VERBS)) : resourceVerbMeant(verb);
  const message = `No request ${paths ? 'for a path ' : ''}has the verb "${verb}". ${reason(verb, paths)}${meant ? ` Did you mean "${meant}"?` : ''}`;
  return [{ range, message, fixes: meant ? meantVerb(context, body.verbs, index, meant) : [] }];
}

const verbsOf = (table: typeof RESOURCE_VERBS) => table.map(v => v.verb).filter(v => v !== 'proxy');

function resourceVerbMeant(verb: string): string | undefined {
  if (Object.hasOwn(MEANT, verb)) return MEANT[verb];
  if (Object.hasOwn(SUBRESOURCES, verb) || AUTHORIZATION_ONLY_VERBS.some(v => v.verb === verb)) return undefined;
  return nearest(verb, verbsOf(RESOURCE_VERBS));
}

function reason(verb: string, paths: boolean): string {
  if (paths) {
    const known = `It is the HTTP method in lower case: ${verbsOf(NON_RESOURCE_VERBS).join(', ')}.`;
    return isResourceVerb(verb) ? `"${verb}" is a verb of requests on resources. ${known}` : known;
  }
  const authorization = AUTHORIZATION_ONLY_VERBS.find(v => v.verb === verb);
  if (authorization) return `${authorization.meaning} Remove it.`;
  if (Object.hasOwn(SUBRESOURCES, verb))
    return `It is a subresource: name ${SUBRESOURCES[verb]} under resources, where the verb is get or create.`;
  if (isNonResourceVerb(verb)) return 'It is an HTTP method; only a request for a path has that as its verb.';
  return `Requests on resources have ${verbsOf(RESOURCE_VERBS).join(', ')}.`;
}
