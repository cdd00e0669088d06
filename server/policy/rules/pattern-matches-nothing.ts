import type { Reported } from '../../lint/lint-rule.ts';
import type { Located } from '../../yaml/node.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { resourcePattern } from './resource-pattern.ts';
import { changeTo } from './value-fixes.ts';

export const patternMatchesNothing: SingleRuleLint = {
  id: 'pattern-matches-nothing',
  category: 'error-prone',
  level: 'warning',
  summary: 'A resource pattern or path that no request can match.',
  checkRule: body => [...body.resources.items.flatMap(e => e.resources.items.flatMap(checkResource)), ...body.nonResourceURLs.items.flatMap(checkPath)],
};

function checkResource(item: Located<string>): Reported[] {
  const { value } = item;
  if (value === '*/*') {
    return [{ range: item.range, message: '"*/*" matches nothing: "*" already stands for every resource and subresource, "*/status" for one subresource of every resource.', fixes: [changeTo(item, '*')] }];
  }
  if (value === '') return [{ range: item.range, message: 'The empty text matches no resource. Leave resources out to match everything in the group.' }];
  if (!resourcePattern(value)) {
    const parts = value.split('/').filter(p => p !== '');
    const meant = parts.slice(0, 2).join('/');
    return [{ range: item.range, message: `"${value}" matches nothing: a pattern is "resource" or "resource/subresource"; deeper paths cannot be addressed.`, fixes: meant ? [changeTo(item, meant)] : [] }];
  }
  if (/^(.+\*.*|\*[^/].*)$/.test(value) && !value.endsWith('/*') && !value.startsWith('*/')) {
    return [{ range: item.range, message: `"${value}" is compared literally: "*" is a wildcard only alone, in "resource/*" and in "*/subresource". So this item matches nothing.` }];
  }
  return [];
}

/** A path at least this deep under /api or /apis is a resource request, which a path rule never sees. */
const RESOURCE_PATH = /^\/(api\/[^/*]+\/[^/*]|apis\/[^/*]+\/[^/*]+\/[^/*])/;

function checkPath(item: Located<string>): Reported[] {
  if (!RESOURCE_PATH.test(item.value)) return [];
  return [{ range: item.range, message: `"${item.value}" is the URL of a resource, and requests for resources never match nonResourceURLs. Name group and resource under resources.` }];
}
