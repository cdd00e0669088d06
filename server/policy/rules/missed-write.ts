import { findResource } from '../../kubernetes/api-resources.ts';
import { moveFinding } from '../../lint/finding.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { decidingRule } from './deciding-rule.ts';
import { appendItem } from './list-edits.ts';
import type { LintContext } from './policy-lint-rule.ts';
import { resourceSample } from './sample-request.ts';
import { sampleNamespace, sampleUser } from './sample-values.ts';

/** At most this many of a rule's items are tried: a check runs after every edit. */
const TRIED = 3;

/** Rules that record one verb on a resource, where the other verb on the same is not recorded; `message` gets the resource. */
export function missedWrite(
  policy: PolicyDocument,
  { api }: LintContext,
  present: string,
  missing: string,
  message: (resource: string) => string,
): Reported[] {
  return policy.rules.flatMap(rule => {
    const { body, offset, index } = rule;
    const verbs = body.verbs.items.map(v => v.value);
    if (!body.level || body.level.value === 'None' || !verbs.includes(present) || verbs.includes(missing)) return [];
    const user = sampleUser(body);
    const named = body.resources.items.flatMap(e => e.resources.items.map(i => ({ apiGroup: e.group?.value ?? '', resource: i.value })));
    const missed = named.slice(0, TRIED).flatMap(({ apiGroup, resource }) => {
      const known = findResource(api, apiGroup, resource);
      if (!known?.verbs.includes(missing)) return [];
      const namespace = known.namespaced ? (body.namespaces.items[0]?.value ?? sampleNamespace(policy)) : '';
      const decided = (verb: string) => decidingRule(policy, resourceSample({ verb, apiGroup, resource, namespace, user }));
      if (decided(present)?.index !== index) return [];
      return (decided(missing)?.body.level?.value ?? 'None') === 'None' ? [resource] : [];
    });
    if (missed.length === 0) return [];
    const source = { text: policy.text, offset };
    const edit = appendItem(source, body.verbs, missing);
    const fixes = edit ? [{ title: `Add "${missing}" to verbs`, edits: [edit], safe: false }] : [];
    return [moveFinding({ range: body.verbs.key ?? body.verbs.range, message: message(missed[0]!), fixes }, offset, index)];
  });
}
