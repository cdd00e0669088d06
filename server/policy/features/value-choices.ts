import { IDENTITY_FORMS, WELL_KNOWN_GROUPS, WELL_KNOWN_USERS, type WellKnownIdentity } from '../../kubernetes/identities.ts';
import { NON_RESOURCE_PATHS } from '../../kubernetes/non-resource-paths.ts';
import { enumTexts } from '../explain/field-text.ts';
import { namespaceWords, pathWords } from '../explain/value-words.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { Choice, ChoiceContext } from './choice.ts';
import { groupChoices, resourceChoices, verbChoices } from './resource-choices.ts';

/** The values worth offering for a field, the likelier first. */
export function choicesFor(context: ChoiceContext): readonly Choice[] {
  const { field, policy, place } = context;
  switch (field) {
    case 'level':
    case 'omitStages':
      return enumTexts(field).map(({ value, text }) => ({ value, documentation: text }));
    case 'verbs':
      return verbChoices(context);
    case 'users':
      return identities(seen(policy, 'users'), WELL_KNOWN_USERS, 'user');
    case 'userGroups':
      return identities(seen(policy, 'userGroups'), WELL_KNOWN_GROUPS, 'group');
    case 'namespaces':
      return namespaceChoices(policy);
    case 'group':
      return groupChoices(context);
    case 'resources':
      return place.path.length > 3 ? resourceChoices(context) : [];
    case 'resourceNames':
      return [...new Set(policy.rules.flatMap(r => r.body.resources.items.flatMap(e => e.resourceNames.items.map(i => i.value))))].map(
        value => ({ value, detail: 'in this policy' }),
      );
    case 'nonResourceURLs':
      return pathChoices(policy);
    case 'omitManagedFields':
      return [{ value: 'true' }, { value: 'false' }];
    case 'apiVersion':
      return [{ value: 'audit.k8s.io/v1' }];
    case 'kind':
      return [{ value: 'Policy' }];
    default:
      return [];
  }
}

const seen = (policy: PolicyDocument, field: 'users' | 'userGroups' | 'namespaces' | 'nonResourceURLs'): readonly string[] => [
  ...new Set(policy.rules.flatMap(r => r.body[field].items.map(i => i.value)).filter(v => v !== '')),
];

function identities(own: readonly string[], known: readonly WellKnownIdentity[], what: 'user' | 'group'): readonly Choice[] {
  const meaning = new Map(known.map(k => [k.name, k.meaning]));
  const forms = IDENTITY_FORMS.filter(f => f.name.startsWith('system:serviceaccounts:') === (what === 'group'));
  return [
    ...own.map(value => ({ value, detail: 'in this policy', ...documented(meaning.get(value)) })),
    ...known.filter(k => !own.includes(k.name)).map(k => ({ value: k.name, documentation: k.meaning })),
    ...forms.map(f => ({ value: f.name, documentation: f.meaning, form: placeholders(f.name) })),
  ];
}

const documented = (documentation: string | undefined) => (documentation === undefined ? {} : { documentation });

/** `system:node:NODE` with the capitals as placeholders. */
function placeholders(form: string): string {
  let number = 0;
  return form.replace(/[A-Z][A-Z-]+/g, word => `\${${++number}:${word}}`);
}

const USUAL_NAMESPACES = ['kube-system', 'default', 'kube-public', 'kube-node-lease'];

function namespaceChoices(policy: PolicyDocument): readonly Choice[] {
  const own = seen(policy, 'namespaces');
  const all = [...own, ...USUAL_NAMESPACES.filter(n => !own.includes(n)), ''];
  return all.map(value => ({ value, documentation: namespaceWords(value), ...(own.includes(value) && { detail: 'in this policy' }) }));
}

function pathChoices(policy: PolicyDocument): readonly Choice[] {
  const known = NON_RESOURCE_PATHS.map(p => p.path);
  const own = seen(policy, 'nonResourceURLs').filter(p => !known.includes(p));
  return [...known, '*', ...own].map(value => ({ value, documentation: pathWords(value) }));
}
