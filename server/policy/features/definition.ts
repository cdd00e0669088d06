import { type Range, shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { firstLine } from '../validate-rule.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { locate } from './locate.ts';
import { ruleDecides } from './rule-decides.ts';
import { suppressedIds } from './suppressed-ids.ts';

/** Where a definition leads: a place of the policy, or the page of a lint rule. */
export type DefinitionTarget = { readonly kind: 'place'; readonly range: Range } | { readonly kind: 'page'; readonly page: string };

export interface Definition {
  /** What leads there. */
  readonly origin: Range;
  readonly targets: readonly DefinitionTarget[];
}

/**
 * From the id in a suppression comment to the rule's page, from an alias to its anchor, from a rule that decides nothing to
 * the earlier rules that take everything.
 */
export function definitionsAt(policy: PolicyDocument, offset: number, settings: FeatureSettings): Definition | undefined {
  const holds = (range: Range) => range.start <= offset && offset <= range.end;
  const id = suppressedIds(policy).find(s => holds(s.range));
  if (id) return { origin: id.range, targets: [{ kind: 'page', page: id.page }] };
  const alias = policy.aliases.find(a => holds(a.range));
  if (alias) return { origin: alias.range, targets: [{ kind: 'place', range: alias.anchor }] };
  const found = locate(policy, offset);
  const takers = found?.rule ? (ruleDecides(policy, found.rule.index, settings).left?.takers ?? []) : [];
  if (!found || takers.length === 0) return undefined;
  const targets = takers.flatMap(taker => {
    const rule = policy.rules[taker];
    return rule ? [{ kind: 'place' as const, range: shift(firstLine(rule.body), rule.offset) }] : [];
  });
  return { origin: found.range, targets };
}
