import { LEVELS, STAGES } from '../../kubernetes/audit.ts';
import { lineStartOf } from '../../yaml/line-start.ts';
import { fieldsOf, fieldText } from '../explain/field-text.ts';
import type { FieldType } from '../field-types.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { Offered } from './completion-item.ts';
import type { CompletionPlace } from './completion-place.ts';

/** The schema's name for an object of a policy. */
const OWNERS: Readonly<Record<string, 'policy' | 'rule' | 'entry'>> = { Policy: 'policy', PolicyRule: 'rule', GroupResources: 'entry' };

/** The fields an object does not have yet, each with the beginning of its value. */
export function fieldCompletions(policy: PolicyDocument, place: CompletionPlace, type: FieldType & { kind: 'struct' }): readonly Offered[] {
  const owner = OWNERS[type.name];
  const { form } = place;
  // an object cannot stand beside the name of its field, nor in quotes
  const opens = place.wants === 'value';
  if (!owner || (opens && form.quote !== '')) return [];
  return fieldsOf(owner)
    .filter(field => !place.present.includes(field))
    .map(field => {
      const insert = form.hasColon ? field : writtenField(field, owner, place, listIndent(policy));
      return {
        label: field,
        kind: 'field',
        documentation: fieldText(owner, field) ?? '',
        insert: opens && form.style !== 'block' ? `${form.lead}{${insert}}` : form.lead + insert,
        snippet: !form.hasColon,
        // with the colon the name takes over its closing quote
        replace: form.closed && !form.hasColon ? { ...place.replace, end: place.replace.end + 1 } : place.replace,
      };
    });
}

/** Columns that a list's dashes stand right of their field: those of `rules`, else two. */
export function listIndent(policy: PolicyDocument): 0 | 2 {
  const first = policy.rules[0];
  if (!first || !policy.rulesKey) return 2;
  const start = first.body.range.start + first.offset;
  const line = policy.text.slice(lineStartOf(policy.text, start), start);
  return /^- /.test(line) ? 0 : 2;
}

function writtenField(field: string, owner: 'policy' | 'rule' | 'entry', { form }: CompletionPlace, indent: 0 | 2): string {
  if (form.style === 'json') {
    const name = form.quote ? `${field}"` : `"${field}"`;
    return `${name}: ${flowValue(field, owner, '"')}`;
  }
  const name = form.quote ? field + form.quote : field;
  if (form.style === 'flow') return `${name}: ${flowValue(field, owner, '')}`;
  return `${name}:${blockValue(field, owner, ' '.repeat(form.column + indent))}`;
}

const choice = (number: number, values: readonly string[], quote: string) => `${quote}\${${number}|${values.join(',')}|}${quote}`;

/** The beginning of a field's value in braces; `quote` is what words need around them. */
function flowValue(field: string, owner: string, quote: string): string {
  const name = (n: string) => `${quote}${n}${quote}`;
  if (field === 'level') return choice(1, LEVELS, quote);
  if (field === 'omitManagedFields') return choice(1, ['true', 'false'], '');
  if (field === 'apiVersion') return name('audit.k8s.io/v1');
  if (field === 'kind') return name('Policy');
  if (field === 'omitStages') return `[${choice(1, STAGES, '"')}]`;
  if (field === 'group') return '"$1"';
  if (field === 'metadata') return `{${name('name')}: "$1"}`;
  if (field === 'rules') return `[{${name('level')}: ${choice(1, LEVELS, quote)}}]`;
  if (field === 'resources' && owner === 'rule') return `[{${name('group')}: "$1", ${name('resources')}: ["$2"]}]`;
  return '["$1"]';
}

function blockValue(field: string, owner: string, indent: string): string {
  if (field === 'metadata') return `\n${indent === '' ? '  ' : indent}name: $1`;
  if (field === 'rules') return `\n${indent}- level: ${choice(1, LEVELS, '')}`;
  if (field === 'resources' && owner === 'rule') return `\n${indent}- group: "$1"\n${indent}  resources: ["$2"]`;
  return ` ${flowValue(field, owner, '')}`;
}
