import { recordsBodies } from '../../kubernetes/audit.ts';
import type { RuleSpec } from '../policy-spec.ts';
import { covers } from './covered-resource.ts';

const READS = ['get', 'list', 'watch'];

/** Whether the requests that surprise are really left to a rule; undefined where no analysis tells. */
export interface ReallyDecided {
  readonly secrets: boolean;
  /** Those for service account tokens. */
  readonly tokens: boolean;
  /** Those for commands in containers. */
  readonly streams: boolean;
}

/** What a whole API group brings along: the secrets among its bodies, and the subresources. */
export function wholeGroupSurprises(rule: RuleSpec, really?: ReallyDecided): string[] {
  const whole = rule.resources.filter(e => e.resources.length === 0 || (e.resources.includes('*') && e.resourceNames.length === 0));
  if (whole.length === 0) return [];
  if (whole.some(e => e.group === '' || e.group === '*')) {
    const secret = recordsBodies(rule.level) ? secretsOf(rule, really) : undefined;
    if (secret !== undefined)
      return [`The core group includes ${secret}${really ? '' : ', unless an earlier rule decides those requests'}.`];
    if (rule.level === 'None' && (really?.secrets ?? true) && (really?.streams ?? true))
      return ['The core group includes `secrets` and subresources such as `pods/exec`: requests for them leave no trace either.'];
  }
  return ['A whole API group includes its subresources.'];
}

/** The secrets that the bodies of a rule's requests hold. */
function secretsOf({ level, verbs }: RuleSpec, really: ReallyDecided | undefined): string | undefined {
  const can = (...wanted: string[]) => verbs.length === 0 || wanted.some(v => verbs.includes(v));
  const secrets = really?.secrets ?? true;
  if (level === 'Request')
    return secrets && can('create', 'update', 'patch') ? 'secrets: the data that clients write into them is recorded' : undefined;
  const data = secrets && can('create', 'get', 'list', 'update', 'patch', 'delete', 'deletecollection');
  const tokens = (really?.tokens ?? true) && can('create');
  if (data) return `secrets: their data${tokens ? ' and issued service account tokens are' : ' is'} recorded`;
  return tokens ? '`serviceaccounts/token`: issued service account tokens are recorded' : undefined;
}

/** Who thinks of secrets thinks of tokens, which are issued elsewhere. */
export function tokenSurprises(rule: RuleSpec): string[] {
  const secrets = rule.resources.some(e => e.group === '' && e.resources.includes('secrets') && e.resourceNames.length === 0);
  const creates = rule.verbs.length === 0 || rule.verbs.includes('create');
  if (!secrets || !creates || covers(rule.resources, '', 'serviceaccounts', 'token')) return [];
  return ['`secrets` does not include requests for tokens: those are `serviceaccounts/token`.'];
}

/** How clients open exec, attach and port-forward, where the verbs leave one way out. */
export function streamSurprises(rule: RuleSpec): string[] {
  const streams = rule.resources.flatMap(e => e.resources).some(r => /^(pods|\*)\/(exec|attach|portforward)$/.test(r));
  if (!streams || rule.verbs.length === 0) return [];
  if (!rule.verbs.includes('get'))
    return ['kubectl since 1.30 opens exec, attach and port-forward with `get`, which these verbs leave out.'];
  const reads = rule.verbs.every(v => READS.includes(v));
  return reads ? ['Older clients open exec, attach and port-forward with `create`, which these verbs leave out.'] : [];
}
