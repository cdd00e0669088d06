import { LEVELS, STAGES } from '../kubernetes/audit.ts';
import { formatKubernetesVersion, type KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { nearest } from '../kubernetes/nearest.ts';
import type { Finding, Fix } from '../lint/finding.ts';
import type { Located, Range } from '../yaml/node.ts';
import type { RuleBody, StringList } from './policy-rule.ts';
import { scalarEdit } from './scalar-edit.ts';
import { goJson, quoted } from './server-quoting.ts';

/** A refusal of the server's validation: its words, and what they mean. */
export interface Refusal {
  readonly code: string;
  readonly range: Range;
  readonly words: string;
  readonly sentence: string;
  readonly fixes?: readonly Fix[];
}

export const refusalFinding = (refusal: Refusal, rule?: number): Finding => ({
  code: refusal.code,
  severity: 'error',
  range: refusal.range,
  message: `${refusal.sentence}\nkube-apiserver refuses the policy: ${refusal.words}`,
  ...(rule !== undefined && { rule }),
  ...(refusal.fixes && { fixes: refusal.fixes }),
});

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** The first version whose validation lets `group: "*"` pass. */
export const GROUP_WILDCARD_SINCE: KubernetesMinor = 36;

/** `pkg/apis/audit/validation/validation.go`, validatePolicyRule, in the server's order; places relative to the rule. */
export function validateRule(body: RuleBody, index: number, kubernetes: KubernetesMinor): Refusal[] {
  const path = `rules[${index}]`;
  return [
    ...validateLevel(body, path),
    ...body.nonResourceURLs.items.flatMap((url, i) => validateUrl(url, `${path}.nonResourceURLs[${i}]`)),
    ...validateResources(body, path, kubernetes),
    ...validateStages(body.omitStages, `${path}.omitStages`),
    ...validateConflict(body, path),
  ];
}

const changeTo = (item: Located<string>, text: string): Fix => ({
  title: `Change to "${text}"`,
  edits: [scalarEdit(item, text)],
  safe: false,
});

function validateLevel(body: RuleBody, path: string): Refusal[] {
  const level = body.level;
  const typeProblem = body.problems.some(p => p.kind === 'type' && p.go === 'v1.Level');
  if (typeProblem) return [];
  if (!level || level.value === '') {
    return [
      {
        code: 'refused-level-missing',
        range: level?.key ?? firstLine(body),
        words: `${path}.level: Required value`,
        sentence: 'A rule needs a level: None, Metadata, Request or RequestResponse.',
      },
    ];
  }
  if ((LEVELS as readonly string[]).includes(level.value)) return [];
  const near = nearest(level.value.trim(), LEVELS);
  return [
    {
      code: 'refused-level',
      range: level.range,
      words: `${path}.level: Unsupported value: ${goJson(level.value)}: supported values: ${LEVELS.map(l => `"${l}"`).join(', ')}`,
      sentence: `"${level.value}" is not a level; levels are None, Metadata, Request and RequestResponse, written exactly so.${near ? ` Did you mean ${near}?` : ''}`,
      ...(near && { fixes: [changeTo(level, near)] }),
    },
  ];
}

/** The place that stands for a rule as a whole: its first line, not all of it. */
export function firstLine(body: RuleBody): Range {
  const node = body.node;
  if (node.kind === 'mapping' && node.entries.length > 0) return node.entries[0]!.keyRange;
  return neverEmpty(node.range);
}

/** Of a rule of which nothing is written, what stands before it: behind it the text may end. */
export const neverEmpty = (range: Range): Range => (range.end > range.start ? range : { start: range.start - 1, end: range.start });

function validateUrl(url: Located<string>, path: string): Refusal[] {
  if (url.value === '*') return [];
  const refusals: Refusal[] = [];
  if (!url.value.startsWith('/')) {
    refusals.push({
      code: 'refused-path',
      range: url.range,
      words: `${path}: Invalid value: ${quoted(url.value)}: non-resource URL rules must begin with a '/' character`,
      sentence: `A non-resource path begins with "/" (only "*" alone stands for every path).`,
      ...(url.value !== '' && !url.value.startsWith('*') && { fixes: [changeTo(url, `/${url.value}`)] }),
    });
  }
  if (url.value.slice(0, -1).includes('*')) {
    refusals.push({
      code: 'refused-path',
      range: url.range,
      words: `${path}: Invalid value: ${quoted(url.value)}: non-resource URL wildcards '*' must be the final character of the rule`,
      sentence: 'In a non-resource path "*" may only be the last character: it stands for any rest of the path.',
    });
  }
  return refusals;
}

function validateResources(body: RuleBody, path: string, kubernetes: KubernetesMinor): Refusal[] {
  const refusals: Refusal[] = [];
  for (const entry of body.resources.items) {
    const group = entry.group?.value ?? '';
    const problems: string[] = [];
    if (group.length > 253) problems.push('must be no more than 253 characters');
    if (group !== '' && !SUBDOMAIN.test(group)) problems.push(SUBDOMAIN_WORDS);
    if (problems.length > 0 && !(group === '*' && kubernetes >= GROUP_WILDCARD_SINCE)) {
      refusals.push({
        code: 'refused-group',
        range: entry.group?.range ?? entry.range,
        words: `${path}.resources.group: Invalid value: ${quoted(group)}: ${problems.join(',')}`,
        ...explainGroup(group, kubernetes, entry.group),
      });
    }
    if (entry.resourceNames.items.length > 0 && entry.resources.items.length === 0) {
      refusals.push({
        code: 'refused-resource-names',
        range: entry.resourceNames.key ?? entry.range,
        words: `${path}.resources.resourceNames: Invalid value: ${goJson(entry.resourceNames.items.map(i => i.value))}: using resourceNames requires at least one resource`,
        sentence: 'resourceNames needs resources beside it in the same entry: name the resources whose names are meant.',
      });
    }
  }
  return refusals;
}

function explainGroup(group: string, kubernetes: KubernetesMinor, item: Located<string> | undefined): { sentence: string; fixes?: Fix[] } {
  if (group === '*') {
    return {
      sentence: `group "*" exists from Kubernetes 1.36 on; this policy is checked for ${formatKubernetesVersion(kubernetes)}. Name each API group in an entry of its own.`,
    };
  }
  const slash = group.indexOf('/');
  if (slash > 0) {
    const bare = group.slice(0, slash);
    return {
      sentence: `A policy names the API group without its version: "${bare}", not "${group}".`,
      ...(item && { fixes: [changeTo(item, bare)] }),
    };
  }
  const lower = group.toLowerCase();
  return {
    sentence: `"${group}" cannot be an API group: groups are lower-case names such as "apps" or "networking.k8s.io", and "" is the core group.`,
    ...(item && lower !== group && SUBDOMAIN.test(lower) && { fixes: [changeTo(item, lower)] }),
  };
}

export function validateStages(stages: StringList, path: string): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [i, stage] of stages.items.entries()) {
    if ((STAGES as readonly string[]).includes(stage.value)) continue;
    const near = nearest(stage.value, STAGES);
    refusals.push({
      code: 'refused-stage',
      range: stage.range,
      words: `${path}[${i}]: Invalid value: ${quoted(stage.value)}: allowed stages are ${STAGES.join(',')}`,
      sentence: `"${stage.value}" is not a stage; stages are ${STAGES.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`,
      ...(near && { fixes: [changeTo(stage, near)] }),
    });
  }
  return refusals;
}

function validateConflict(body: RuleBody, path: string): Refusal[] {
  const { nonResourceURLs, resources, namespaces } = body;
  if (nonResourceURLs.items.length === 0 || (resources.items.length === 0 && namespaces.items.length === 0)) return [];
  const other = resources.items.length > 0 ? 'resources' : 'namespaces';
  return [
    {
      code: 'refused-mixed-rule',
      range: nonResourceURLs.key ?? nonResourceURLs.range,
      words: `${path}.nonResourceURLs: Invalid value: ${goJson(nonResourceURLs.items.map(i => i.value))}: rules cannot apply to both regular resources and non-resource URLs`,
      sentence: `A rule is about resources or about non-resource paths: split nonResourceURLs and ${other} into two rules.`,
    },
  ];
}
