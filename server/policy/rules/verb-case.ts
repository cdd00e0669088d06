import { isNonResourceVerb, isResourceVerb } from '../../kubernetes/verbs.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-fixes.ts';

export const verbCase: SingleRuleLint = {
  id: 'verb-case',
  category: 'error-prone',
  level: 'warning',
  summary: 'A verb in upper or mixed case, which matches no request.',
  checkRule: body =>
    body.verbs.items.flatMap(item => {
      const lower = item.value.toLowerCase();
      if (lower === item.value || !(isResourceVerb(lower) || isNonResourceVerb(lower))) return [];
      const method = HTTP_METHODS[item.value];
      const paths = body.nonResourceURLs.items.length > 0;
      const meant = paths || !method ? lower : method;
      const why = method && !paths ? `${item.value} is an HTTP method; the verb of such a request is ${meant === 'get' ? 'get, list or watch' : `"${meant}"`}` : 'verbs are lower case and compared exactly';
      return [{ range: item.range, message: `"${item.value}" matches no request: ${why}.`, fixes: [changeTo(item, meant)] }];
    }),
};

/** The verb that a request on a resource has for an HTTP method. */
export const HTTP_METHODS: Readonly<Record<string, string>> = { GET: 'get', HEAD: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };
