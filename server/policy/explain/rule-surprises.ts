import { type ApiTable, findResource, groupsWithResource } from '../../kubernetes/api-resources.ts';
import { isNonResourceVerb } from '../../kubernetes/verbs.ts';
import type { LeftToRule } from '../analysis/left-to-rule.ts';
import type { GroupResourcesSpec, RuleSpec } from '../policy-spec.ts';
import { covers } from './covered-resource.ts';
import { code } from './markdown.ts';
import { listed } from './phrases.ts';
import { streamSurprises, tokenSurprises, wholeGroupSurprises } from './secret-surprises.ts';

/** Subresources worth naming when a bare resource leaves them out; the weightiest first. */
const NOTABLE = [
  'exec',
  'token',
  'proxy',
  'attach',
  'portforward',
  'log',
  'ephemeralcontainers',
  'eviction',
  'binding',
  'resize',
  'scale',
  'approval',
  'finalize',
];

/** What surprises depend on beside the rule. */
interface SurpriseFacts {
  readonly api: ApiTable;
  readonly omitsGroup: boolean;
  /** What earlier rules leave, asked with `SURPRISE_PROBES`. */
  readonly left?: LeftToRule;
}

/**
 * What a reader of the rule would wrongly assume, the weightiest first; only what applies to this rule.
 * Each is a whole sentence of Markdown.
 */
export function ruleSurprises(rule: RuleSpec, { api, omitsGroup, left }: SurpriseFacts): string[] {
  return [
    ...literalStars(rule),
    ...(omitsGroup ? ['An entry without `group` means the core group, not every group.'] : []),
    ...wholeGroupSurprises(
      rule,
      left && { secrets: left.probed[0] === true, tokens: left.probed[1] === true, streams: left.probed[2] === true },
    ),
    ...streamSurprises(rule),
    ...subresourceSurprises(rule, api),
    ...tokenSurprises(rule),
    ...otherGroupSurprises(rule, api),
    ...nameSurprises(rule),
    ...pathSurprises(rule),
    ...namespaceSurprises(rule),
    ...userSurprises(rule),
  ];
}

function literalStars(rule: RuleSpec): string[] {
  const starred = (['verbs', 'users', 'userGroups', 'namespaces'] as const).flatMap(field => {
    const value = rule[field].find(v => v.includes('*'));
    return value === undefined ? [] : [{ field, value }];
  });
  const name = rule.resources.flatMap(e => e.resourceNames).find(n => n.includes('*'));
  const all = [...starred, ...(name === undefined ? [] : [{ field: 'resourceNames', value: name }])];
  return all.map(({ field, value }) => `\`*\` is no wildcard in ${field}: ${code(value)} is compared letter by letter.`);
}

function subresourceSurprises(rule: RuleSpec, api: ApiTable): string[] {
  const out: string[] = [];
  for (const entry of rule.resources) {
    const bare = entry.resources.find(r => leftOut(rule, entry, r, api).length > 0);
    if (bare !== undefined) {
      const left = leftOut(rule, entry, bare, api);
      out.push(
        `${code(bare)} does not include its subresources: ${listed(
          left.map(s => code(`${bare}/${s}`)),
          4,
        )} ${left.length === 1 ? 'needs an item of its' : 'need items of their'} own.`,
      );
      break;
    }
  }
  const star = rule.resources.flatMap(e => e.resources).find(n => n.endsWith('/*') && n !== '*/*');
  if (star !== undefined) out.push(`${code(star)} covers ${code(star.slice(0, -2))} itself too.`);
  return out;
}

/** The notable subresources that the rule's verbs could reach and its items leave out; `status` alone surprises nobody. */
function leftOut(rule: RuleSpec, { group }: GroupResourcesSpec, bare: string, api: ApiTable): readonly string[] {
  const known = bare.includes('/') ? undefined : findResource(api, group, bare);
  const reachable = (known?.subresources ?? []).filter(s => rule.verbs.length === 0 || s.verbs.some(v => rule.verbs.includes(v)));
  return NOTABLE.filter(n => reachable.some(s => s.name === n) && !covers(rule.resources, group, bare, n));
}

/** A resource that another group serves too, such as events. */
function otherGroupSurprises(rule: RuleSpec, api: ApiTable): string[] {
  const named = rule.resources.filter(e => e.group !== '*').flatMap(e => e.resources.map(resource => ({ group: e.group, resource })));
  for (const { group, resource } of named) {
    const others = groupsWithResource(api, resource).filter(
      g => g !== group && !rule.resources.some(e => e.group === g || e.group === '*'),
    );
    if (others.length === 0 || !findResource(api, group, resource)) continue;
    return [
      `${code(resource)} is also served by ${listed(others.map(g => (g === '' ? 'the core group' : `the group ${code(g)}`)))}, which this rule does not name.`,
    ];
  }
  return [];
}

function nameSurprises(rule: RuleSpec): string[] {
  const named = rule.resources.some(e => e.resourceNames.length > 0 && !e.resourceNames.includes(''));
  const nameless = ['create', 'list', 'watch', 'deletecollection'].filter(v => rule.verbs.length === 0 || rule.verbs.includes(v));
  if (!named || nameless.length === 0) return [];
  return ['Creations, and lists without a field selector, carry no object name: `resourceNames` does not match them.'];
}

function pathSurprises(rule: RuleSpec): string[] {
  const out: string[] = [];
  const anything = rule.resources.length === 0 && rule.namespaces.length === 0 && rule.nonResourceURLs.length === 0;
  if (anything && rule.verbs.some(isNonResourceVerb))
    out.push('Without resources or paths the rule also takes requests for paths such as `/healthz`.');
  const never = rule.nonResourceURLs.length > 0 ? rule.verbs.filter(v => !isNonResourceVerb(v)) : [];
  if (never.length > 0)
    out.push(
      `Requests for paths carry HTTP methods as verbs: ${listed(never.map(code), 4)} ${never.length === 1 ? 'matches' : 'match'} none.`,
    );
  if (rule.nonResourceURLs.some(u => u.startsWith('/api') || u === '*' || u === '/*')) {
    out.push('Requests for resources never match `nonResourceURLs`, whatever their path.');
  }
  const prefix = rule.nonResourceURLs.find(u => u.length > 2 && u.endsWith('*') && !u.endsWith('/*'))?.slice(0, -1);
  if (prefix !== undefined)
    out.push(`${code(`${prefix}*`)} means every path that begins so, ${code(`${prefix}x`)} as well as ${code(`${prefix}/x`)}.`);
  return out;
}

function namespaceSurprises(rule: RuleSpec): string[] {
  if (rule.namespaces.includes(''))
    return ['Namespace `""` means cluster-scoped resources, and also lists and watches over all namespaces.'];
  const lists = rule.verbs.length === 0 || rule.verbs.some(v => v === 'list' || v === 'watch');
  if (rule.namespaces.length === 0 || !lists) return [];
  return ['Lists and watches over all namespaces have no namespace: this rule does not see them.'];
}

function userSurprises(rule: RuleSpec): string[] {
  const out: string[] = [];
  if (rule.users.length > 0 && rule.userGroups.length > 0) out.push('`users` and `userGroups` must both hold.');
  if (rule.users.includes('system:anonymous') || rule.userGroups.includes('system:unauthenticated')) {
    out.push('A request whose authentication fails has no user and no group: this rule does not see it.');
  }
  return out;
}
