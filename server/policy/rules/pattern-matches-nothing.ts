import type { Reported } from '../../lint/lint-rule.ts';
import type { Located } from '../../yaml/node.ts';
import { isNullItem } from './null-item.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { resourcePattern } from './resource-pattern.ts';
import { changeTo } from './value-edits.ts';

export const patternMatchesNothing: SingleRuleLint = {
  id: 'pattern-matches-nothing',
  category: 'error-prone',
  level: 'warning',
  summary: 'A resource pattern or a path that no request can match.',
  checkRule: (body, context) => [
    ...body.resources.items.flatMap(e => e.resources.items.flatMap(item => checkResource(item, context))),
    ...body.nonResourceURLs.items.flatMap(checkPath),
  ],
};

function checkResource(item: Located<string>, context: RuleContext): Reported[] {
  const { value, range } = item;
  if (value === '*/*') {
    const message =
      '"*/*" matches nothing: "*" is the pattern for every resource and subresource, "*/status" for one subresource of them all.';
    return [{ range, message, fixes: changeTo(context, item, '*') }];
  }
  if (value === '') {
    if (isNullItem(context, range)) return [];
    return [{ range, message: 'The empty string matches no resource. Leave resources out of the entry to match all of the group.' }];
  }
  const pattern = resourcePattern(value);
  if (!pattern) {
    const parts = value.split('/').filter(p => p !== '');
    // a subresource alone is meant of every resource
    const meant = value.startsWith('/') && parts.length === 1 ? `*/${parts[0]}` : parts.slice(0, 2).join('/');
    const message = `"${value}" matches nothing: a pattern is "resource" or "resource/subresource", and what lies deeper in a URL cannot be named.`;
    return [{ range, message, fixes: meant === '' ? [] : changeTo(context, item, meant) }];
  }
  const literal = [pattern.resource, pattern.subresource ?? ''].some(part => part.includes('*') && part !== '*');
  if (!literal) return [];
  const message = `"${value}" matches nothing: "*" is a wildcard only where it is all of the resource or all of the subresource, as in "pods/*" and "*/status". Name each resource.`;
  return [{ range, message }];
}

/** A path at least this deep under /api or /apis is a resource request, which a rule about paths never sees. */
const RESOURCE_PATH = /^\/(api\/[^/*]+\/[^/*]|apis\/[^/*]+\/[^/*]+\/[^/*])/;

function checkPath({ value, range }: Located<string>): Reported[] {
  if (!RESOURCE_PATH.test(value)) return [];
  const message = `"${value}" is the URL of a resource, and a request on a resource never matches nonResourceURLs. Name its group and resource under resources.`;
  return [{ range, message }];
}
