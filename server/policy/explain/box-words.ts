import type { AllowedValues, RequestBox } from '../analysis/request-boxes.ts';
import { listed, methodPhrase, namespacePhrase, pathPhrase, resourcePhrase, verbPhrase } from './phrases.ts';

/** "reads of secrets in the namespace prod, by members of dev": the requests of a box in plain words. */
export function boxWords(box: RequestBox): string {
  const { verb, namespace } = box.allowed;
  if (box.kind === 'path') return `${sayVerbs(verb, methodPhrase)} ${pathsOf(box)}${who(box)}`;
  const verbs = sayVerbs(verb, verbPhrase);
  const place = namespace === undefined ? '' : namespace.except ? outside(namespace.values) : ` ${namespacePhrase(namespace.values)}`;
  const { apiGroup, resource, subresource, name } = box.allowed;
  const anyResource = [apiGroup, resource, subresource, name].every(a => a === undefined);
  if (anyResource && box.kind === undefined && place === '')
    return `${verb ? `${verbs} any resource or path` : 'every request'}${who(box)}`;
  return `${verbs} ${anyResource ? 'every resource' : resourcesOf(box)}${place}${who(box)}`;
}

function sayVerbs(verbs: AllowedValues | undefined, phrase: (verbs: readonly string[]) => string): string {
  if (!verbs) return phrase([]);
  return verbs.except ? `requests other than ${listed(verbs.values, 6, 'and')} for` : phrase(verbs.values);
}

function pathsOf({ allowed: { path } }: RequestBox): string {
  if (!path) return pathPhrase(['*']);
  return path.except ? `paths other than ${listed(path.values)} and what begins like them` : pathPhrase(path.values);
}

function outside(namespaces: readonly string[]): string {
  const named = namespaces.filter(n => n !== '');
  const outsideOf = named.length === 0 ? '' : ` outside of ${listed(named)}`;
  return namespaces.includes('') ? `${named.length === 0 ? ' in any namespace' : outsideOf}` : `${outsideOf} or without a namespace`;
}

function resourcesOf({ allowed: { apiGroup, resource, subresource, name } }: RequestBox): string {
  const groups = apiGroup === undefined || apiGroup.except ? ['*'] : apiGroup.values;
  const notGroups = apiGroup?.except ? ` other than ${listed(apiGroup.values.map(g => (g === '' ? 'the core group' : g)))}` : '';
  const names = name && !name.except ? name.values : [];
  const notNames = name?.except
    ? ` not named ${listed(
        name.values.map(n => (n === '' ? '"" (no name)' : n)),
        6,
        'or',
      )}`
    : '';
  const patterns = patternsOf(resource, subresource);
  if (typeof patterns !== 'string')
    return `${resourcePhrase(groups.map(group => ({ group, resources: patterns, resourceNames: names })))}${notGroups}${notNames}`;
  const of = groups.includes('*') ? '' : ` of ${listed(groups.map(g => (g === '' ? 'the core group' : g)))}`;
  const named = names.length > 0 ? ` named ${listed(names, 6, 'or')}` : '';
  return `${patterns}${of}${notGroups}${named}${notNames}`;
}

/** Items as a rule would list them, or words where no list says it. */
function patternsOf(resource: AllowedValues | undefined, subresource: AllowedValues | undefined): readonly string[] | string {
  const only = (allowed: AllowedValues | undefined, value: string) => allowed && !allowed.except && allowed.values.every(v => v === value);
  if (!resource) {
    if (!subresource) return [];
    if (only(subresource, '')) return 'every resource, without subresources,';
    return subresource.except
      ? `subresources other than ${listed(subresource.values.filter(s => s !== ''))}`
      : subresource.values.map(s => `*/${s}`);
  }
  if (resource.except) {
    const others = `resources other than ${listed(resource.values)}`;
    if (!subresource) return others;
    return subresource.except
      ? `subresources of ${others}`
      : `${listed(subresource.values.map(s => (s === '' ? 'the objects' : s)))} of ${others}`;
  }
  if (!subresource) return resource.values.map(r => `${r}/*`);
  if (subresource.except)
    return `${only({ values: subresource.values, except: false }, '') ? '' : 'other '}subresources of ${listed(resource.values)}`;
  return resource.values.flatMap(r => subresource.values.map(s => (s === '' ? r : `${r}/${s}`)));
}

function who({ allowed: { user }, unauthenticated, memberOf, notMemberOf }: RequestBox): string {
  const parts: string[] = [];
  if (user && !user.except) {
    const names = user.values.length === 0 ? [] : [listed(user.values, 6, 'or')];
    parts.push(`by ${[...names, ...(unauthenticated ? ['nobody (failed authentication)'] : [])].join(' or ')}`);
  } else if (user) {
    // members of a group are authenticated
    const told = unauthenticated || memberOf.length > 0;
    if (user.values.length > 0) parts.push(`by anyone but ${listed(user.values)}${told ? '' : ', authenticated'}`);
    else if (!told) parts.push('by anyone who is authenticated');
  }
  if (memberOf.length > 0) parts.push(`${parts.length > 0 ? 'as' : 'by'} members of ${listed(memberOf)}`);
  if (notMemberOf.length > 0) parts.push(`not in ${listed(notMemberOf, 6, 'or')}`);
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}
