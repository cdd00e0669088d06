import { nearest } from '../kubernetes/nearest.ts';
import type { Finding, Fix } from '../lint/finding.ts';
import type { YamlEntry } from '../yaml/node.ts';
import type { DecodeProblem } from './decode.ts';
import type { RuleBody } from './policy-rule.ts';
import { scalarEdit } from './scalar-edit.ts';
import { refusalFinding } from './validate-rule.ts';

/** Where a problem was found: the server's path to the decoded node, and the rule if it is one. */
interface Context {
  readonly prefix: string;
  readonly body?: RuleBody;
}

/** A decoding problem as a finding: what the server says or does, and what to do. */
export function decodeFinding(problem: DecodeProblem, context: Context): Finding {
  if (problem.kind === 'unknown-field') return unknownField(problem, context);
  if (problem.kind === 'type') return wrongType(problem);
  return refusalFinding({
    code: 'refused-type',
    range: problem.range,
    words: `failed decoding: parsing time ${JSON.stringify(problem.found)}`,
    sentence: 'A time is written as in 2026-01-31T08:00:00Z.',
  });
}

function wrongType({ range, found, path, struct, go, plain }: DecodeProblem & { kind: 'type' }): Finding {
  const field = path.join('.');
  const fixes = plain ? typeFixes(range, found, go) : [];
  return refusalFinding({
    code: 'refused-type',
    range,
    words:
      field === ''
        ? `failed decoding: couldn't get version/kind; json parse error: json: cannot unmarshal ${found}`
        : `failed decoding: json: cannot unmarshal ${found} into Go struct field ${struct}.${field} of type ${go}`,
    sentence: typeSentence(path.at(-1) ?? '', found, go),
    ...(fixes.length > 0 && { fixes }),
  });
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  number: 'a number',
  bool: 'a boolean',
  string: 'a text',
};

const isTextList = (go: string) => go === '[]string' || go === '[]v1.Stage';
const isText = (go: string) => ['string', 'v1.Level', 'v1.Stage'].includes(go);

function typeSentence(field: string, found: string, go: string): string {
  const here = `here stands ${KINDS[found] ?? found}.`;
  if (field === '') return `A policy is an object with apiVersion, kind and rules; ${here}`;
  if (go === 'v1.GroupResources')
    return `An entry of resources names an API group and its resources, such as {group: "", resources: ["pods"]}; ${here}`;
  if (go === 'v1.PolicyRule') return `A rule is an object that begins with its level; ${here}`;
  if (go === '[]v1.PolicyRule') return `rules is a list of rules, each behind a "- "; ${here}`;
  if (go === '[]v1.GroupResources') return `resources is a list of API groups, each behind a "- "; ${here}`;
  if (go.startsWith('[]')) return `${field} is a list; ${here} Write it in square brackets, or each item behind a "- ".`;
  if (go === 'bool') return `${field} is true or false; ${here}`;
  const yaml11 =
    found === 'bool'
      ? ' YAML 1.1 reads y, n, on, off, yes, no, true and false as booleans: quote the value.'
      : found === 'number'
        ? ' Quote the value.'
        : '';
  return `${field} takes text; ${here}${yaml11}`;
}

/** Quotes and brackets around a plain value, where those are all that is missing. */
function typeFixes({ start, end }: { readonly start: number; readonly end: number }, found: string, go: string): Fix[] {
  const around = (title: string, left: string, right: string): Fix[] => [
    {
      title,
      edits: [
        { range: { start, end: start }, newText: left },
        { range: { start: end, end }, newText: right },
      ],
      safe: false,
    },
  ];
  if (end <= start) return [];
  if (isTextList(go) && found === 'string') return around('Make it a list', '[', ']');
  if (isTextList(go)) return around('Make it a list of texts', '["', '"]');
  return isText(go) && go !== 'v1.Level' ? around('Quote it', '"', '"') : [];
}

/** What a field's absence means; it usually makes the rule wider. */
const LOSS: Readonly<Record<string, string>> = {
  level: 'this rule has no level',
  users: 'this rule matches every user',
  userGroups: 'this rule matches every group',
  verbs: 'this rule matches every verb',
  resources: 'this rule matches every resource',
  resourceNames: 'this entry matches every name',
  namespaces: 'this rule matches every namespace',
  nonResourceURLs: 'this rule matches every path',
  omitStages: 'no stage is left out',
  omitManagedFields: 'managed fields stay',
  group: 'this entry means the core group',
  rules: 'the policy has no rules',
};

/** Where an entry of `resources` loses something else than the rule would. */
const LOSS_OF_ENTRY: Readonly<Record<string, string>> = { resources: 'this entry matches every resource of its group' };

/** Fields that other systems, or other parts of Kubernetes, name differently. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  groups: 'userGroups',
  apiGroup: 'group',
  names: 'resourceNames',
  paths: 'nonResourceURLs',
  urls: 'nonResourceURLs',
  stages: 'omitStages',
};

function unknownField(problem: DecodeProblem & { kind: 'unknown-field' }, { prefix, body }: Context): Finding {
  const { entry, struct, known, present } = problem;
  const path = prefix === '' ? problem.path : `${prefix}.${problem.path}`;
  const other = Object.hasOwn(OTHER_NAMES, entry.key) ? OTHER_NAMES[entry.key] : undefined;
  const meant = other && known.includes(other) ? other : nearest(entry.key, known);
  const home = meant ? undefined : homeOf(entry.key, struct);
  const stands = meant !== undefined && present.includes(meant);
  const lost = meant ? !stands : home !== undefined && (struct !== 'GroupResources' || !hasField(body, entry.key));
  const field = meant ?? entry.key;
  const loss = (lost ? ((struct === 'GroupResources' ? LOSS_OF_ENTRY[field] : undefined) ?? LOSS[field]) : undefined) ?? 'it has no effect';
  const advice = meant ? (stands ? ` "${meant}" stands beside it.` : ` Did you mean "${meant}"?`) : home ? ` ${home}` : '';
  return {
    code: 'unknown-field',
    severity: 'error',
    range: problem.range,
    message: `"${entry.key}" is not a field of ${STRUCTS[struct] ?? struct}; kube-apiserver drops it with one log line (unknown field "${path}"), so ${loss}.${advice}`,
    ...(meant && !stands && { fixes: [rename(entry, meant)] }),
  };
}

const rename = ({ key, keyRange }: YamlEntry, name: string): Fix => ({
  title: `Change to "${name}"`,
  edits: [scalarEdit({ value: key, range: keyRange }, name)],
  safe: false,
});

const hasField = (body: RuleBody | undefined, field: string) =>
  body?.node.kind === 'mapping' && body.node.entries.some(e => e.key === field);

const STRUCTS: Readonly<Record<string, string>> = {
  Policy: 'a policy',
  PolicyRule: 'a rule',
  GroupResources: 'an entry of resources',
  ObjectMeta: 'metadata',
};

const RULE_FIELDS = ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs', 'omitStages', 'omitManagedFields', 'level'];

/** Where a field of another object belongs: almost always an indentation mistake. */
function homeOf(field: string, struct: string): string | undefined {
  if (struct === 'GroupResources' && RULE_FIELDS.includes(field)) return `It belongs to the rule: indent it like "level".`;
  if (struct === 'PolicyRule' && (field === 'group' || field === 'resourceNames')) return 'It belongs into an entry of "resources".';
  if (struct === 'Policy' && (field === 'group' || field === 'resourceNames')) return 'It belongs into an entry of "resources" of a rule.';
  if (struct === 'Policy' && [...RULE_FIELDS, 'resources'].includes(field)) return 'It belongs into a rule under "rules".';
  return undefined;
}
