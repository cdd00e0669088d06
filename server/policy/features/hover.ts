import { apiTable } from '../../kubernetes/api-resources.ts';
import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import type { Range } from '../../yaml/node.ts';
import { escaped } from '../explain/markdown.ts';
import { ruleWords } from '../explain/rule-words.ts';
import { valueWords } from '../explain/value-words.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { policySpec } from '../policy-spec.ts';
import { fieldText } from './field-text.ts';
import { locate } from './locate.ts';

export interface Hover {
  readonly markdown: string;
  readonly range: Range;
}

export interface FeatureSettings {
  readonly kubernetes: KubernetesMinor;
}

/** What the thing at an offset means: a rule in words, a field, a value. The first line is the answer. */
export function hoverAt(policy: PolicyDocument, offset: number, settings: FeatureSettings): Hover | undefined {
  const found = locate(policy, offset);
  if (!found) return undefined;
  if (found.kind === 'rule') return { markdown: ruleMarkdown(policy, found.rule.index), range: found.range };
  if (found.kind === 'field') {
    const text = fieldText(found.owner, found.field);
    return text === undefined ? undefined : { markdown: `**${escaped(found.field)}**: ${text}`, range: found.range };
  }
  // the level's value stands for the rule
  if (found.field === 'level' && found.rule) return { markdown: `${valueWords(found, apiTable(settings.kubernetes))}\n\n${ruleMarkdown(policy, found.rule.index)}`, range: found.range };
  return { markdown: valueWords(found, apiTable(settings.kubernetes)), range: found.range };
}

/** A rule in words as Markdown, at most twelve lines. */
export function ruleMarkdown(policy: PolicyDocument, index: number): string {
  const words = ruleWords(policySpec(policy), index);
  return [
    `**${escaped(words.answer)}** ${escaped(words.scope)}`,
    `Stages: ${escaped(words.stages)}`,
    ...(words.bodies === undefined ? [] : [`Bodies: ${escaped(words.bodies)}`]),
    `Order: ${escaped(words.earlier)}`,
    ...words.surprises.map(s => `⚠ ${s}`),
  ].join('  \n');
}
