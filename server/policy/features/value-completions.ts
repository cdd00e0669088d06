import { apiTable } from '../../kubernetes/api-resources.ts';
import { LEVELS } from '../../kubernetes/audit.ts';
import type { FieldType } from '../field-types.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { Choice } from './choice.ts';
import type { Offered } from './completion-item.ts';
import type { CompletionPlace } from './completion-place.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { listIndent } from './field-completions.ts';
import { choicesFor } from './value-choices.ts';
import { snippetText, writtenValue } from './written-value.ts';

/** The values that fit a place: an item of a list, the one value of a field, or a whole list where a list is missing. */
export function valueCompletions(
  policy: PolicyDocument,
  place: CompletionPlace,
  type: FieldType,
  settings: FeatureSettings,
): readonly Offered[] {
  const field = place.path.findLast(step => typeof step === 'string');
  if (typeof field !== 'string') return [];
  if (type.kind === 'list' && type.of.kind === 'struct') return [listOfObjects(policy, place, field)].filter(c => c !== undefined);
  const whole = type.kind === 'list';
  const choices = choicesFor({ policy, field, place, kubernetes: settings.kubernetes, api: apiTable(settings.kubernetes) });
  return choices
    .filter(c => !place.present.includes(c.value))
    .map(c => ({
      label: c.value === '' ? '""' : c.value,
      kind: field === 'level' || field === 'omitStages' ? 'choice' : 'value',
      ...(c.detail !== undefined && { detail: c.detail }),
      ...(c.documentation !== undefined && { documentation: c.documentation }),
      ...(c.alsoTyped !== undefined && { filterText: `${c.value} ${c.alsoTyped}` }),
      ...inserted(c, place, whole),
      replace: place.replace,
    }));
}

function inserted({ value, form: pattern }: Choice, place: CompletionPlace, whole: boolean): { insert: string; snippet: boolean } {
  const { form } = place;
  const lead = form.lead;
  if (pattern !== undefined) {
    const quoted = form.quote === '' && (form.style !== 'block' || form.quotedNeighbours || whole);
    const text = quoted ? `"${pattern}"` : pattern + (form.closed ? '' : form.quote);
    return { insert: lead + (whole && form.quote === '' ? `[${text}]` : text), snippet: true };
  }
  if (!whole) return { insert: lead + (typeof value === 'string' ? booleanOr(value, place) : ''), snippet: false };
  if (form.quote !== '') return { insert: lead + writtenValue(value, form), snippet: false };
  // below its field a list begins with a dash, beside it with a bracket
  if (form.style === 'block' && !form.besideField) return { insert: `${lead}- ${writtenValue(value, form)}`, snippet: false };
  return { insert: `${lead}[${snippetText(JSON.stringify(value))}$0]`, snippet: true };
}

const booleanOr = (value: string, place: CompletionPlace) =>
  place.path.at(-1) === 'omitManagedFields' ? value : writtenValue(value, place.form);

/** Where the entries of `resources` or the rules are missing: the first of them. */
function listOfObjects(policy: PolicyDocument, place: CompletionPlace, field: string): Offered | undefined {
  const { form, replace } = place;
  if (form.quote !== '') return undefined;
  const rules = field === 'rules';
  const label = rules ? 'rule' : 'API group with resources';
  const level = `\${1|${LEVELS.join(',')}|}`;
  const flow = rules ? `[{"level": "${level}"}]` : '[{"group": "$1", "resources": ["$2"]}]';
  const block = rules ? [`- level: ${level}`] : ['- group: "$1"', '  resources: ["$2"]'];
  if (form.style !== 'block') return { label, kind: 'snippet', insert: form.lead + flow, snippet: true, replace };
  if (!form.besideField) return { label, kind: 'snippet', insert: block.join(`\n${' '.repeat(form.column)}`), snippet: true, replace };
  // the name of the field stands two columns and its own length before the value
  const indent = ' '.repeat(Math.max(0, form.column - field.length - 2) + listIndent(policy));
  return { label, kind: 'snippet', insert: block.map(line => `\n${indent}${line}`).join(''), snippet: true, replace };
}
