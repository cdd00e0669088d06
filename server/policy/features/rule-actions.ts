import { apiTable } from '../../kubernetes/api-resources.ts';
import type { Finding, TextEdit } from '../../lint/finding.ts';
import type { Range } from '../../yaml/node.ts';
import { leftToRule } from '../analysis/left-to-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
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

/** What can be done at a range: move a rule before those that take everything from it, join it with a neighbour, silence a finding. */
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

const UNREACHABLE = ['unreachable-rule', 'unreachable-in-practice'];

/** Offered only where the rule then decides requests that a server sees. */
function moves(policy: PolicyDocument, rule: number, findings: readonly Finding[], settings: FeatureSettings): RuleAction[] {
  const api = apiTable(settings.kubernetes);
  const { left } = ruleDecides(policy, rule, settings);
  const target = left && !left.inPractice ? left.takers[0] : undefined;
  if (target === undefined) return [];
  const spec = specOf(policy);
  const moved = { ...spec, rules: spec.rules.toSpliced(rule, 1).toSpliced(target, 0, spec.rules[rule]!) };
  const edits = leftToRule(moved, target, api)?.inPractice ? moveRule(policy, rule, target) : undefined;
  const finding = findings.find(f => UNREACHABLE.includes(f.code) && f.rule === rule);
  if (!edits) return [];
  return [
    {
      title: `Move rule ${rule + 1} before rule ${target + 1}`,
      kind: finding ? 'quickfix' : 'refactor.move',
      edits,
      ...(finding && { finding }),
    },
  ];
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
