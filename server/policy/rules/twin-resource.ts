import { moveFinding } from '../../lint/finding.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { Located } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { decidingRule } from './deciding-rule.ts';
import { resourceSample } from './sample-request.ts';
import { sampleNamespace, sampleUser } from './sample-values.ts';

/** A resource of the built-in API. */
export interface NamedResource {
  readonly group: string;
  readonly resource: string;
}

/**
 * Rules of level None that name one resource, where the same requests on its twin are recorded: `message` tells it, with
 * level and number of the rule that records them; `concerns` chooses rules by their verbs. The deciding rules are asked, so the claim is true.
 */
export function missedTwin(
  policy: PolicyDocument,
  concerns: (verbs: readonly string[]) => boolean,
  named: NamedResource,
  twin: NamedResource,
  message: (level: string, rule: number) => string,
): Reported[] {
  return policy.rules.flatMap(rule => {
    const item = rule.body.level?.value === 'None' ? itemOf(rule, named) : undefined;
    if (!item || !concerns(rule.body.verbs.items.map(v => v.value))) return [];
    const decided = (of: NamedResource) => decidingRule(policy, request(policy, rule, of));
    if (decided(named)?.index !== rule.index) return [];
    const other = decided(twin);
    if (!other?.body.level || other.body.level.value === 'None') return [];
    return [moveFinding({ range: item.range, message: message(other.body.level.value, other.index + 1) }, rule.offset, rule.index)];
  });
}

function itemOf({ body }: PolicyRule, { group, resource }: NamedResource): Located<string> | undefined {
  const entries = body.resources.items.filter(e => (e.group?.value ?? '') === group && e.resourceNames.items.length === 0);
  return entries.flatMap(e => e.resources.items).find(i => i.value === resource);
}

function request(policy: PolicyDocument, { body }: PolicyRule, { group, resource }: NamedResource) {
  const verb = body.verbs.items[0]?.value ?? 'create';
  const namespace = body.namespaces.items[0]?.value ?? sampleNamespace(policy);
  return resourceSample({ verb, apiGroup: group, resource, namespace, user: sampleUser(body) });
}
