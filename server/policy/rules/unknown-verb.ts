import { nearest } from '../../kubernetes/nearest.ts';
import { methodOfVerb } from '../../kubernetes/request-url.ts';
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

/** Subresources taken for verbs: where they belong, and the verbs they are requested with. */
const SUBRESOURCES: Readonly<Record<string, readonly [resource: string, verbs: string]>> = {
  exec: ['pods/exec', 'get or create'],
  attach: ['pods/attach', 'get or create'],
  portforward: ['pods/portforward', 'get or create'],
  'port-forward': ['pods/portforward', 'get or create'],
  log: ['pods/log', 'get'],
  logs: ['pods/log', 'get'],
  evict: ['pods/eviction', 'create'],
  scale: ['deployments/scale', 'update or patch'],
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
  const meant = paths ? methodMeant(verb) : resourceVerbMeant(verb);
  const advice = meant ? `Did you mean "${meant}"?` : 'Remove it.';
  const kind = paths ? ' for a path' : resources ? ' on a resource' : '';
  const message = `No request${kind} has the verb "${verb}"${reason(verb, paths, meant)}. ${advice}`;
  return [{ range, message, fixes: meant ? meantVerb(context, body.verbs, index, meant) : [] }];
}

const verbsOf = (table: typeof RESOURCE_VERBS) => table.map(v => v.verb).filter(v => v !== 'proxy');

/** For a verb of requests on resources, the method that has it there. */
const methodMeant = (verb: string): string | undefined =>
  isResourceVerb(verb) ? methodOfVerb(verb, true)?.toLowerCase() : nearest(verb, verbsOf(NON_RESOURCE_VERBS));

function resourceVerbMeant(verb: string): string | undefined {
  if (Object.hasOwn(MEANT, verb)) return MEANT[verb];
  if (Object.hasOwn(SUBRESOURCES, verb) || AUTHORIZATION_ONLY_VERBS.some(v => v.verb === verb)) return undefined;
  return nearest(verb, verbsOf(RESOURCE_VERBS));
}

/** Goes on behind "No request has the verb". */
function reason(verb: string, paths: boolean, meant: string | undefined): string {
  if (paths) return `: its verb is the HTTP method in lower case (${verbsOf(NON_RESOURCE_VERBS).join(', ')})`;
  const authorization = AUTHORIZATION_ONLY_VERBS.find(v => v.verb === verb)?.meaning;
  if (authorization) return `: it is ${authorization[0]!.toLowerCase()}${authorization.slice(1).replace(/\.$/, '')}`;
  const subresource = Object.hasOwn(SUBRESOURCES, verb) ? SUBRESOURCES[verb] : undefined;
  if (subresource) return `: it is a subresource, named ${subresource[0]} under resources and requested with ${subresource[1]}`;
  if (isNonResourceVerb(verb)) return ', which is an HTTP method';
  return meant ? '' : `: verbs are ${verbsOf(RESOURCE_VERBS).join(', ')}`;
}
