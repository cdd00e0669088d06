import type { PolicyDocument } from '../policy-document.ts';
import type { Completion, Offered } from './completion-item.ts';
import { type CompletionPlace, typeAt } from './completion-place.ts';
import { jsonPlaces } from './completion-place-json.ts';
import { yamlPlaces } from './completion-place-yaml.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { fieldCompletions } from './field-completions.ts';
import { ruleCompletions } from './rule-completions.ts';
import { suppressionCompletions } from './suppression-completions.ts';
import { valueCompletions } from './value-completions.ts';

/** What can be typed at an offset, in the order to show it; works on half-written lines. */
export function completionsAt(policy: PolicyDocument, offset: number, settings: FeatureSettings): readonly Completion[] {
  const inComment = suppressionCompletions(policy, offset);
  if (inComment) return numbered(inComment);
  const places = policy.format === 'json' ? jsonPlaces(policy, offset) : yamlPlaces(policy, offset);
  return numbered(places.flatMap(place => completionsFor(policy, place, settings)));
}

/** Items keep their order in the list of an editor. */
const numbered = (items: readonly Offered[]): readonly Completion[] =>
  items.map((item, i) => ({ ...item, sortText: String(i).padStart(4, '0') }));

function completionsFor(policy: PolicyDocument, place: CompletionPlace, settings: FeatureSettings): readonly Offered[] {
  const type = typeAt(place.path);
  if (!type) return [];
  if (type.kind === 'struct') {
    const rule = type.name === 'PolicyRule' && place.present.length === 0 ? ruleCompletions(policy, place) : [];
    return [...fieldCompletions(policy, place, type), ...rule];
  }
  return place.wants === 'field' ? [] : valueCompletions(policy, place, type, settings);
}
