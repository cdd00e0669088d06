import { apiTable } from '../../kubernetes/api-resources.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { urlOf } from '../../kubernetes/request-url.ts';
import { type Range, shift } from '../../yaml/node.ts';
import { effectWords } from '../explain/effect-words.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { firstLine } from '../validate-rule.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { ruleDecides, specOf } from './rule-decides.ts';
import { usualRequest } from './usual-request.ts';

/** A line above a rule; what it says is worked out when it comes into view (`lensOf`). */
export interface RuleLens {
  /** Zero-based. */
  readonly rule: number;
  /** What the rule does, or a way to try a request that it is about. */
  readonly what: 'effect' | 'simulate';
  readonly range: Range;
}

/** A request as the simulator takes it. */
export interface LensRequest {
  readonly request: string;
  /** Null: authentication fails. */
  readonly user: string | null;
  readonly groups: readonly string[];
}

export interface LensText {
  readonly title: string;
  /** For `simulate`: what to simulate; absent where no request matches the rule. */
  readonly request?: LensRequest;
}

/** Two lenses for every rule. */
export function ruleLenses(policy: PolicyDocument): readonly RuleLens[] {
  return policy.rules.flatMap(({ body, offset, index }) => {
    const range = shift(firstLine(body), offset);
    return [
      { rule: index, what: 'effect' as const, range },
      { rule: index, what: 'simulate' as const, range },
    ];
  });
}

/** What a lens says; undefined where its rule is gone. */
export function lensOf(
  policy: PolicyDocument,
  { rule: index, what }: Omit<RuleLens, 'range'>,
  settings: FeatureSettings,
): LensText | undefined {
  const spec = specOf(policy);
  const rule = spec.rules[index];
  if (!rule) return undefined;
  const api = apiTable(settings.kubernetes);
  const { left, example } = ruleDecides(policy, index, settings);
  if (what === 'effect') return { title: `Rule ${index + 1} ${effectWords(rule, index, left)}` };
  // of a rule that decides nothing, what it matches shows who takes it
  if (settings.partlyUnknown) return { title: 'Simulate' };
  const request = example ?? usualRequest({ ...spec, rules: [rule] }, 0, api);
  return { title: 'Simulate', ...(request && { request: lensRequest(request, settings) }) };
}

function lensRequest(attributes: RequestAttributes, { kubernetes }: FeatureSettings): LensRequest {
  const { user, ...rest } = attributes;
  const http = urlOf(attributes, kubernetes);
  return {
    request: http ? `${http.method} ${http.url}` : JSON.stringify(rest),
    user: user?.name ?? null,
    groups: user?.groups ?? [],
  };
}
