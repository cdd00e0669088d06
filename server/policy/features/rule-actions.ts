import { apiTable } from '../../kubernetes/api-resources.ts';
import type { Finding, TextEdit } from '../../lint/finding.ts';
import type { Range } from '../../yaml/node.ts';
import { leftToRule } from '../analysis/left-to-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { unconditionalRules } from '../rules/catch-all.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { mergeWithNext } from './merge-rules.ts';
import { moveRule } from './move-rule.ts';
import { rulePart } from './policy-parts.ts';
import { ruleDecides, specOf } from './rule-decides.ts';
import { silencing } from './silence-finding.ts';

/** A change that is offered at a place, beside the fixes that findings bring along. */
export interface RuleAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.move' | 'refactor.rewrite';
  /** The finding it is about. */
  readonly finding?: Finding;
  readonly edits: readonly TextEdit[];
}

/** What can be done at a range: move a rule to where it decides what it is meant for, join it with a neighbour, silence a finding. */
export function ruleActions(
  policy: PolicyDocument,
  range: Range,
  findings: readonly Finding[],
  settings: FeatureSettings,
): readonly RuleAction[] {
  const touched = findings.filter(f => f.range.start <= range.end && f.range.end >= range.start);
  const rule = policy.rules.findIndex(r => {
    const part = rulePart(policy.text, r);
    return part.range.start <= range.end && part.range.end >= range.start;
  });
  return [
    ...(rule >= 0 ? [...moves(policy, rule, touched, settings), ...merges(policy, rule, touched)] : []),
    ...touched.flatMap(f => silences(policy, f)),
  ];
}

function moves(policy: PolicyDocument, rule: number, findings: readonly Finding[], settings: FeatureSettings): RuleAction[] {
  const move = moveOf(policy, rule, settings);
  const edits = move && moveRule(policy, rule, move.to);
  if (!edits) return [];
  const finding = findings.find(f => move.cures.includes(f.code) && f.rule === rule);
  return [
    {
      title: `Move rule ${rule + 1} ${move.to < rule ? `before rule ${move.to + 1}` : 'to the end'}`,
      kind: finding ? 'quickfix' : 'refactor.move',
      edits,
      ...(finding && { finding }),
    },
  ];
}

interface RuleMove {
  /** The place of the rule afterwards. */
  readonly to: number;
  /** Ids of the lint rules whose finding it cures. */
  readonly cures: readonly string[];
}

/** The only rule without selectors goes to the end, another one to where it decides requests that a server sees. */
function moveOf(policy: PolicyDocument, rule: number, settings: FeatureSettings): RuleMove | undefined {
  const [catchAll, ...others] = unconditionalRules(policy);
  const end = policy.rules.length - 1;
  if (catchAll?.index === rule && rule < end) return others.length === 0 ? { to: end, cures: ['catch-all-not-last'] } : undefined;
  const { left } = ruleDecides(policy, rule, settings);
  const to = left && !left.inPractice ? left.takers[0] : undefined;
  if (to === undefined) return undefined;
  const spec = specOf(policy);
  const moved = { ...spec, rules: spec.rules.toSpliced(rule, 1).toSpliced(to, 0, spec.rules[rule]!) };
  const decides = leftToRule(moved, to, apiTable(settings.kubernetes))?.inPractice;
  return decides ? { to, cures: ['unreachable-rule', 'unreachable-in-practice'] } : undefined;
}

function merges(policy: PolicyDocument, rule: number, findings: readonly Finding[]): RuleAction[] {
  return [rule - 1, rule].flatMap(first => {
    const edits = first >= 0 ? mergeWithNext(policy, first) : undefined;
    if (!edits) return [];
    const finding = findings.find(f => f.code === 'mergeable-rules' && f.rule === first + 1);
    const title = `Join rules ${first + 1} and ${first + 2}`;
    return [{ title, kind: finding ? ('quickfix' as const) : ('refactor.rewrite' as const), edits, ...(finding && { finding }) }];
  });
}

function silences(policy: PolicyDocument, finding: Finding): RuleAction[] {
  const ways = silencing(policy, finding);
  return [
    ...(ways?.here ? [{ title: `Silence ${finding.code} here, with a reason`, kind: 'quickfix' as const, finding, edits: ways.here }] : []),
    ...(ways?.everywhere
      ? [
          {
            title: `Silence ${finding.code} in the whole policy, with a reason`,
            kind: 'quickfix' as const,
            finding,
            edits: ways.everywhere,
          },
        ]
      : []),
  ];
}
