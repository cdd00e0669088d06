import { apiTable } from '../../kubernetes/api-resources.ts';
import type { Stage } from '../../kubernetes/audit.ts';
import type { Range } from '../../yaml/node.ts';
import { fieldText } from '../explain/field-text.ts';
import { code, escaped } from '../explain/markdown.ts';
import { ruleWords } from '../explain/rule-words.ts';
import { valueWords } from '../explain/value-words.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { type Located, locate } from './locate.ts';
import { ruleDecides, specOf } from './rule-decides.ts';

export interface Hover {
  readonly markdown: string;
  readonly range: Range;
}

/** What the thing at an offset means: a rule in words, a field, a value. The first line is the answer. */
export function hoverAt(policy: PolicyDocument, offset: number, settings: FeatureSettings): Hover | undefined {
  const found = locate(policy, offset);
  if (!found) return undefined;
  const { range } = found;
  if (found.kind === 'rule') return { markdown: ruleMarkdown(policy, found.rule.index, settings), range };
  if (found.kind === 'field') {
    const text = fieldText(found.owner, found.field);
    return text === undefined ? undefined : { markdown: `**${found.field}**: ${text}`, range };
  }
  const words = valueMarkdown(found, settings);
  // the level's value stands for the rule
  const rule = found.field === 'level' && found.rule ? `${ruleMarkdown(policy, found.rule.index, settings)}\n\n` : '';
  return { markdown: rule + words, range };
}

function valueMarkdown({ field, value, rule, entry }: Located & { kind: 'value' }, { kubernetes }: FeatureSettings): string {
  const paths = (rule?.body.nonResourceURLs.items.length ?? 0) > 0;
  return valueWords({ field, value, group: entry?.group?.value ?? '', paths }, apiTable(kubernetes));
}

/** A rule in words as Markdown, at most nine lines. */
export function ruleMarkdown(policy: PolicyDocument, index: number, settings: FeatureSettings): string {
  const { body } = policy.rules[index]!;
  const { resources } = body;
  const omitsGroup = resources.items.some(e => !e.group && e.resources.items.length > 0);
  const frame = {
    count: policy.rules.length,
    omitStages: policy.omitStages.items.map(i => i.value) as Stage[],
    omitManagedFields: policy.omitManagedFields?.value ?? false,
  };
  const api = apiTable(settings.kubernetes);
  const { left, example } = ruleDecides(policy, index, settings);
  const { rules } = specOf(policy);
  const facts = { api, omitsGroup, ruleAt: (i: number) => rules[i], ...(left && { left }), ...(example && { example }) };
  const words = ruleWords(rules[index]!, index, frame, facts);
  return [
    words.refused
      ? `**${escaped(words.answer)}**, so kube-apiserver refuses the policy. It is ${escaped(words.scope)}`
      : `**${escaped(words.answer)}** ${escaped(words.scope)}`,
    ...(words.recorded === undefined ? [] : [`Recorded: ${escaped(words.recorded)}`]),
    ...(words.stages === undefined ? [] : [`Stages: ${escaped(words.stages)}`]),
    escaped(words.earlier),
    ...(words.example === undefined ? [] : [`Such as: ${code(words.example.request)} ${escaped(words.example.sender)}`]),
    ...words.surprises.map(s => `⚠ ${s}`),
  ].join('  \n');
}
