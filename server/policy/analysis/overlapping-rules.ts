import type { GroupResourcesSpec, RuleSpec } from '../policy-spec.ts';

/**
 * The earlier rules that may match a request the rule `index` matches. A rule that is left out certainly matches none of
 * them, so what the rule decides follows from the others alone.
 */
export function overlappingRules(rules: readonly RuleSpec[], index: number): readonly number[] {
  const rule = rules[index]!;
  return rules.slice(0, index).flatMap((earlier, i) => (mayOverlap(earlier, rule) ? [i] : []));
}

function mayOverlap(a: RuleSpec, b: RuleSpec): boolean {
  // a user may be in several groups, so groups never keep rules apart
  if (!meet(a.users, b.users) || !meet(a.verbs, b.verbs)) return false;
  if (isForResources(a) || isForResources(b)) {
    if (isForPaths(a) || isForPaths(b)) return false;
    return meet(a.namespaces, b.namespaces) && entriesMeet(a.resources, b.resources);
  }
  return !isForPaths(a) || !isForPaths(b) || a.nonResourceURLs.some(p => b.nonResourceURLs.some(q => pathsMeet(p, q)));
}

const isForResources = (rule: RuleSpec) => rule.resources.length > 0 || rule.namespaces.length > 0;
const isForPaths = (rule: RuleSpec) => !isForResources(rule) && rule.nonResourceURLs.length > 0;

/** Whether two lists, of which an empty one stands for everything, have a value in common. */
const meet = (a: readonly string[], b: readonly string[]): boolean => a.length === 0 || b.length === 0 || a.some(v => b.includes(v));

function entriesMeet(a: readonly GroupResourcesSpec[], b: readonly GroupResourcesSpec[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some(x =>
    b.some(y => {
      if (x.group !== y.group && x.group !== '*' && y.group !== '*') return false;
      if (x.resources.length === 0 || y.resources.length === 0) return true;
      return meet(x.resourceNames, y.resourceNames) && x.resources.some(p => y.resources.some(q => resourcesMeet(p, q)));
    }),
  );
}

/** The items of `resources` that may match a request one of the others matches. */
export const overlappingItems = (items: readonly string[], others: readonly string[]): readonly string[] =>
  items.filter(p => others.some(q => resourcesMeet(p, q)));

/** The same of `nonResourceURLs`. */
export const overlappingPaths = (paths: readonly string[], others: readonly string[]): readonly string[] =>
  paths.filter(p => others.some(q => pathsMeet(p, q)));

function resourcesMeet(p: string, q: string): boolean {
  if (p === q || (p.includes('*') && q.includes('*'))) return true;
  if (!p.includes('*') && !q.includes('*')) return false;
  const [pattern, literal] = p.includes('*') ? [p, q] : [q, p];
  if (pattern === '*') return true;
  if (pattern.endsWith('/*')) {
    const resource = pattern.slice(0, -2);
    if (literal === resource || literal.startsWith(`${resource}/`)) return true;
  }
  return pattern.startsWith('*/') && literal.endsWith(pattern.slice(1));
}

function pathsMeet(p: string, q: string): boolean {
  const [a, b] = [p.replace(/\*+$/, ''), q.replace(/\*+$/, '')];
  return a.startsWith(b) || b.startsWith(a);
}
