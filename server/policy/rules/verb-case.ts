import { isNonResourceVerb, isResourceVerb } from '../../kubernetes/verbs.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { RuleBody } from '../policy-rule.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { meantVerb } from './verb-fixes.ts';

/** The verb that a request on a resource has for an HTTP method. */
const VERB_OF_METHOD: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

export const verbCase: SingleRuleLint = {
  id: 'verb-case',
  category: 'error-prone',
  level: 'warning',
  summary: 'A verb in upper or mixed case, often an HTTP method, which matches no request.',
  checkRule: (body, context) => body.verbs.items.flatMap((_, i) => check(body, i, context)),
};

/** Whether a text is a verb but for its case. */
export function isVerbInOtherCase(verb: string): boolean {
  const lower = verb.toLowerCase();
  return lower !== verb && (isResourceVerb(lower) || isNonResourceVerb(lower));
}

function check(body: RuleBody, index: number, context: RuleContext): Reported[] {
  const { value, range } = body.verbs.items[index]!;
  if (!isVerbInOtherCase(value)) return [];
  const method = body.nonResourceURLs.items.length === 0 && Object.hasOwn(VERB_OF_METHOD, value) ? VERB_OF_METHOD[value] : undefined;
  const meant = method ?? value.toLowerCase();
  const why = method
    ? `It is an HTTP method; the verb of such a request on a resource is ${method === 'get' ? 'get, list or watch' : method}.`
    : `Verbs are in lower case and compared exactly: "${meant}".`;
  return [{ range, message: `No request has the verb "${value}". ${why}`, fixes: meantVerb(context, body.verbs, index, meant) }];
}
