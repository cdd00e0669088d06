import type { ApiTable } from '../../kubernetes/api-resources.ts';
import { meaningOfIdentity } from '../../kubernetes/identities.ts';
import { NON_RESOURCE_PATHS } from '../../kubernetes/non-resource-paths.ts';
import { AUTHORIZATION_ONLY_VERBS, NON_RESOURCE_VERBS, RESOURCE_VERBS } from '../../kubernetes/verbs.ts';
import { enumTexts } from './field-text.ts';
import { code } from './markdown.ts';
import { groupWords, resourceWords } from './resource-words.ts';

/** A value of a policy with what its meaning depends on. */
export interface ExplainedValue {
  readonly field: string;
  readonly value: string;
  /** API group of the entry it stands in; empty for the core group and outside of entries. */
  readonly group: string;
  /** Whether its rule is about paths. */
  readonly paths: boolean;
}

/** What a value of a policy means, as Markdown; the first sentence is the answer. */
export function valueWords({ field, value, group, paths }: ExplainedValue, api: ApiTable): string {
  switch (field) {
    case 'level':
    case 'omitStages':
      return enumWords(field, value);
    case 'verbs':
      return verbWords(value, paths);
    case 'users':
      return userWords(value);
    case 'userGroups':
      return userGroupWords(value);
    case 'namespaces':
      return namespaceWords(value);
    case 'group':
      return groupWords(value, api);
    case 'resources':
      return resourceWords(value, group, api);
    case 'resourceNames':
      return objectNameWords(value);
    case 'nonResourceURLs':
      return pathWords(value);
    case 'omitManagedFields':
      return value === 'true'
        ? '`metadata.managedFields` is left out of recorded bodies.'
        : '`metadata.managedFields` stays in recorded bodies.';
    case 'apiVersion':
      return value === 'audit.k8s.io/v1'
        ? 'The one version of audit policies that loads since Kubernetes 1.24.'
        : `kube-apiserver does not load ${code(value)}; the version is \`audit.k8s.io/v1\`.`;
    default:
      return value === 'Policy' ? 'This document is an audit policy.' : 'The kind of an audit policy is `Policy`.';
  }
}

function enumWords(field: string, value: string): string {
  const text = enumTexts(field).find(e => e.value === value)?.text;
  return text ? `**${value}**: ${text}` : `${code(value)} is not a ${field === 'level' ? 'level' : 'stage'}.`;
}

const LITERAL = '`*` is no wildcard here';

export function verbWords(verb: string, paths: boolean): string {
  if (verb.includes('*')) return `No request has the verb ${code(verb)}: ${LITERAL}. For every verb, leave \`verbs\` out.`;
  const known = (paths ? NON_RESOURCE_VERBS : RESOURCE_VERBS).find(v => v.verb === verb);
  if (known) return `**${verb}**: ${known.meaning}`;
  const authorization = AUTHORIZATION_ONLY_VERBS.find(v => v.verb === verb);
  if (authorization) return `No request has the verb ${code(verb)}. ${authorization.meaning}`;
  const lower = verb.toLowerCase();
  const folded = lower !== verb && (paths ? NON_RESOURCE_VERBS : RESOURCE_VERBS).some(v => v.verb === lower);
  if (folded) return `No request has the verb ${code(verb)}: verbs are lower case. The verb is ${code(lower)}.`;
  if (paths && RESOURCE_VERBS.some(v => v.verb === verb))
    return `No request for a path has the verb ${code(verb)}: there verbs are HTTP methods in lower case.`;
  return `No request has the verb ${code(verb)}.`;
}

function userWords(name: string): string {
  if (name.includes('*')) return `A user named exactly ${code(name)}: ${LITERAL}. For many users, name a group in \`userGroups\`.`;
  const meaning = meaningOfIdentity(name);
  return meaning
    ? `**${code(name)}**: ${meaning}`
    : `Requests by the user ${code(name)}, compared exactly. Who is impersonated does not count.`;
}

function userGroupWords(name: string): string {
  if (name.includes('*')) return `A group named exactly ${code(name)}: ${LITERAL}.`;
  const meaning = meaningOfIdentity(name);
  return meaning ? `**${code(name)}**: ${meaning}` : `Requests by members of the group ${code(name)}, compared exactly.`;
}

export function namespaceWords(namespace: string): string {
  if (namespace === '') return 'Requests without a namespace: cluster-scoped resources, and lists and watches over all namespaces.';
  if (namespace.includes('*'))
    return `A namespace named exactly ${code(namespace)}: ${LITERAL}. For every namespace, leave \`namespaces\` out.`;
  return `Requests in the namespace ${code(namespace)}, and requests for the Namespace object of that name. Lists over all namespaces are not included.`;
}

function objectNameWords(name: string): string {
  if (name === '') return 'Requests without an object name: creations, and lists without a field selector.';
  if (name.includes('*')) return `Objects named exactly ${code(name)}: ${LITERAL}.`;
  return `Objects named ${code(name)}, compared exactly. Creations and lists without a field selector carry no name and never match.`;
}

export function pathWords(path: string): string {
  if (path === '*') return 'Every path that is no resource.';
  const prefix = path.endsWith('*') ? path.slice(0, -1) : undefined;
  const how = prefix === undefined ? `The path ${code(path)} alone, nothing below it.` : `Every path that begins with ${code(prefix)}.`;
  const known = NON_RESOURCE_PATHS.find(p => p.path === path || p.path === `${path}*` || `${p.path}*` === path);
  return known ? `${how} ${known.meaning}` : how;
}
