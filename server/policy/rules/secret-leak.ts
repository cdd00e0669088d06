import type { Level } from '../../kubernetes/audit.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { resourceMatches } from '../match-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { GroupResources, PolicyRule, RuleBody } from '../policy-rule.ts';
import { decidingRule } from './deciding-rule.ts';
import { kept } from './kept.ts';
import { sampleNamespace, sampleUser } from './sample-values.ts';
import { SECRET_BEARING, type SecretBearing, secretVerbs } from './secret-bearing.ts';

/** A credential that a rule puts into the log. */
export interface SecretLeak {
  readonly bearing: SecretBearing;
  /** A request that the rule decides and whose body holds the credential: the rules were asked, so the claim is true. */
  readonly witness: RequestAttributes;
  /** The entry of the rule that takes the witness; null for a rule without resources. */
  readonly entry: GroupResources | null;
  /** The object names the rule is limited to for this resource; empty means any. */
  readonly names: readonly string[];
}

/** Looks for a request on a secret-bearing resource that a rule decides at a level at which the credential is recorded. */
export function secretLeak(
  policy: PolicyDocument,
  { body, index }: PolicyRule,
  bearing: SecretBearing,
  level: Level,
): SecretLeak | undefined {
  const entries = covering(body).get(bearing);
  if (entries?.length === 0) return undefined;
  const limited = entries?.every(e => e.resourceNames.items.length > 0) ?? false;
  const names = limited ? [...new Set(entries?.flatMap(e => e.resourceNames.items.map(n => n.value)))] : [];
  for (const witness of candidates(policy, body, bearing, level, names)) {
    if (decidingRule(policy, witness)?.index !== index) continue;
    const entry = entries?.find(e => e.resourceNames.items.length === 0 || e.resourceNames.items.some(n => n.value === witness.name));
    return { bearing, witness, entry: entry ?? null, names };
  }
  return undefined;
}

/** The entries of a rule that cover a resource; undefined for a rule about all resources. */
function coveringEntries(body: RuleBody, { group, resource, subresource }: SecretBearing): readonly GroupResources[] | undefined {
  if (body.resources.items.length === 0) return body.nonResourceURLs.items.length === 0 ? undefined : [];
  return body.resources.items.filter(
    e =>
      ((e.group?.value ?? '') === group || e.group?.value === '*') &&
      (e.resources.items.length === 0 || e.resources.items.some(r => resourceMatches(r.value, resource, subresource))),
  );
}

const covering = kept((body: RuleBody) => new Map(SECRET_BEARING.map(bearing => [bearing, coveringEntries(body, bearing)])));

/** At most this many of a rule's namespaces and names are tried. */
const TRIED = 3;

function* candidates(
  policy: PolicyDocument,
  body: RuleBody,
  bearing: SecretBearing,
  level: Level,
  names: readonly string[],
): Generator<RequestAttributes> {
  const { group: apiGroup, resource, subresource, namespaced } = bearing;
  const wanted = body.verbs.items.map(v => v.value);
  const named = body.namespaces.items.slice(0, TRIED).map(n => n.value);
  const namespaces = !namespaced ? [''] : named.length > 0 ? named : [sampleNamespace(policy)];
  const user = sampleUser(body);
  for (const verb of secretVerbs(bearing, level)) {
    if (wanted.length > 0 && !wanted.includes(verb)) continue;
    for (const namespace of namespaces) {
      // only a list reaches over all namespaces
      if (namespaced && namespace === '' && verb !== 'list') continue;
      for (const name of namesWith(verb, subresource, names.slice(0, TRIED)))
        yield { isResourceRequest: true, verb, apiGroup, apiVersion: 'v1', resource, subresource, namespace, name, path: '', user };
    }
  }
}

/** The object names that a request with this verb can carry in its URL. */
function namesWith(verb: string, subresource: string, names: readonly string[]): readonly string[] {
  if (subresource === '' && (verb === 'create' || verb === 'deletecollection')) return [''];
  return verb === 'list' ? ['', ...names] : ['example', ...names];
}
