import { type Level, recordsBodies } from '../../kubernetes/audit.ts';
import { moveFinding } from '../../lint/finding.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';
import { grouped } from './grouped.ts';
import { joined } from './joined.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { insertRuleBefore } from './rule-edits.ts';
import { SECRET_BEARING, type SecretBearing } from './secret-bearing.ts';
import { type SecretLeak, secretLeak } from './secret-leak.ts';

export const secretBodies: WholePolicyLint = {
  id: 'secret-bodies',
  category: 'security',
  level: 'warning',
  summary: 'Bodies of secrets, issued tokens or token reviews are written to the log.',
  checkPolicy: policy => policy.rules.flatMap(rule => checkRule(policy, rule)),
};

function checkRule(policy: PolicyDocument, rule: PolicyRule) {
  const level = rule.body.level?.value as Level | undefined;
  if (!level || !recordsBodies(level)) return [];
  const leaks = SECRET_BEARING.flatMap(bearing => secretLeak(policy, rule, bearing, level) ?? []);
  return grouped(leaks, leak => leak.entry).map(found => moveFinding(report(policy, rule, level, found), rule.offset, rule.index));
}

const nameOf = ({ resource, subresource }: SecretBearing) => (subresource === '' ? resource : `${resource}/${subresource}`);

/** What one entry of a rule, or a rule without resources, puts into the log. */
function report(policy: PolicyDocument, { body, offset }: PolicyRule, level: Level, leaks: readonly [SecretLeak, ...SecretLeak[]]) {
  const { witness, bearing, entry } = leaks[0];
  const what = joined(
    leaks.map(l => l.bearing.what),
    'and',
  );
  const names = joined(
    leaks.map(l => nameOf(l.bearing)),
    'and',
  );
  const where = witness.namespace === '' ? '' : ` in the namespace ${witness.namespace}`;
  const edit = insertRuleBefore({ text: policy.text, offset }, body, metadataRule(body, leaks));
  return {
    range: entry === null ? body.level!.range : (entry.group?.range ?? entry.range),
    message: `This rule writes ${what} into the log: ${witness.verb} ${nameOf(bearing)}${where}, for one, is recorded at ${level}. Put a rule of level Metadata for ${names} before it.`,
    fixes: edit ? [{ title: `Record ${names} at Metadata`, edits: [edit], safe: false }] : [],
  };
}

const flow = (items: readonly string[]) => `[${items.map(i => JSON.stringify(i)).join(', ')}]`;

/** A rule that takes what leaks and no more: the same users, verbs, namespaces and names. */
function metadataRule(body: RuleBody, leaks: readonly SecretLeak[]): string[] {
  const selectors = (['users', 'userGroups', 'verbs', 'namespaces'] as const).flatMap(field =>
    body[field].items.length > 0 ? [`${field}: ${flow(body[field].items.map(i => i.value))}`] : [],
  );
  const entries = grouped(leaks, l => JSON.stringify([l.bearing.group, l.names])).flatMap(group => [
    `  - group: ${JSON.stringify(group[0].bearing.group)}`,
    `    resources: ${flow(group.map(l => nameOf(l.bearing)))}`,
    ...(group[0].names.length > 0 ? [`    resourceNames: ${flow(group[0].names)}`] : []),
  ]);
  return ['level: Metadata', ...selectors, 'resources:', ...entries];
}
