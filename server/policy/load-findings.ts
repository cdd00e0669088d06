import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { nearest } from '../kubernetes/nearest.ts';
import type { Finding, Fix } from '../lint/finding.ts';
import type { DecodeProblem } from './decode.ts';
import { versionRefusal } from './document-version.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { RuleBody } from './policy-rule.ts';
import { type Refusal, refusalFinding, validateRule, validateStages } from './validate-rule.ts';

/**
 * What loading says about one rule: refusals and dropped fields, places relative to the rule.
 * Mirrors the decoder's and the validation's messages of `pkg/audit/policy/reader.go`.
 */
export function ruleLoadFindings(body: RuleBody, index: number, kubernetes: KubernetesMinor): Finding[] {
  const decoding = body.problems.map(p => decodeFinding(p, `rules[${index}]`));
  return [...decoding, ...validateRule(body, index, kubernetes).map(r => refusalFinding(r))];
}

/** What loading says about everything but the rules. */
export function documentLoadFindings(document: PolicyDocument): Finding[] {
  const findings = document.yamlProblems.map(yamlFinding);
  if (document.ignoredFrom !== undefined && /\S/.test(document.text.slice(document.ignoredFrom).replace(/^(---|\.\.\.)?\s*$|#.*$/gm, ''))) {
    findings.push(ignoredText(document, document.ignoredFrom));
  }
  const version = versionRefusal(document);
  if (version) findings.push(refusalFinding(version));
  findings.push(...document.problems.map(p => decodeFinding(p, '')));
  findings.push(...validateStages(document.omitStages, 'omitStages').map(r => refusalFinding(r)));
  if (!version && document.rules.length === 0 && !findings.some(f => f.code.startsWith('refused')))
    findings.push(refusalFinding(noRules(document)));
  return findings;
}

function yamlFinding(problem: PolicyDocument['yamlProblems'][number]): Finding {
  if (problem.code === 'duplicate-key') {
    return {
      code: 'duplicate-key',
      severity: 'error',
      range: problem.range,
      message: `This key stands here a second time: kube-apiserver keeps the last one and drops the others with a log line (${problem.message}). Keep one.`,
    };
  }
  return refusalFinding({
    code: `refused-${problem.code}`,
    range: problem.range,
    words: `failed decoding: ${problem.code === 'number' ? '' : 'yaml: '}${problem.message}`,
    sentence: YAML_SENTENCES[problem.code],
  });
}

const YAML_SENTENCES: Record<Exclude<PolicyDocument['yamlProblems'][number]['code'], 'duplicate-key'>, string> = {
  syntax: 'This text cannot be read here.',
  alias: 'An alias (*name) needs an anchor (&name) before it. A literal * must be quoted.',
  merge: 'A merge key (<<) takes a mapping or a list of mappings.',
  key: 'A key must be a text, a number or a boolean.',
  tag: 'The tag and the value do not fit together.',
  number: 'Infinity and NaN cannot be written as JSON, which the server converts the policy to.',
};

function ignoredText(document: PolicyDocument, from: number): Finding {
  const rest = document.text.slice(from);
  const start = from + Math.max(0, rest.search(/\S/));
  const lineEnd = document.text.indexOf('\n', start);
  return {
    code: 'ignored-document',
    severity: 'error',
    range: { start, end: lineEnd < 0 ? document.text.length : lineEnd },
    message:
      'kube-apiserver reads the first YAML document only: everything from here on is ignored, silently. Move its rules into the first document or delete it.',
  };
}

function noRules(document: PolicyDocument): Refusal {
  return {
    code: 'refused-no-rules',
    range: document.rulesKey ?? { start: 0, end: Math.min(1, document.text.length) },
    words: 'loaded illegal policy with 0 rules',
    sentence: 'A policy needs at least one rule under "rules".',
  };
}

function decodeFinding(problem: DecodeProblem, prefix: string): Finding {
  if (problem.kind === 'unknown-field') return unknownField(problem, prefix);
  if (problem.kind === 'time') {
    return refusalFinding({
      code: 'refused-type',
      range: problem.range,
      words: `failed decoding: parsing time ${JSON.stringify(problem.found)}`,
      sentence: 'A time is written as in 2026-01-31T08:00:00Z.',
    });
  }
  const field = problem.path.join('.');
  const last = problem.path.at(-1) ?? '';
  return refusalFinding({
    code: 'refused-type',
    range: problem.range,
    words:
      field === ''
        ? `failed decoding: couldn't get version/kind; json parse error: json: cannot unmarshal ${problem.found}`
        : `failed decoding: json: cannot unmarshal ${problem.found} into Go struct field ${problem.struct}.${field} of type ${problem.go}`,
    sentence: wrongTypeSentence(last, problem.found, problem.go),
  });
}

function wrongTypeSentence(field: string, found: string, go: string): string {
  const article = { array: 'a list', object: 'a mapping', number: 'a number', bool: 'a boolean', string: 'a text' }[found] ?? found;
  if (field === '') return `A policy is a mapping with apiVersion, kind and rules; here stands ${article}.`;
  if (go === 'v1.GroupResources')
    return `An entry of resources is a mapping with group and resources, such as {group: "", resources: ["pods"]}; here stands ${article}.`;
  if (go === 'v1.PolicyRule') return `A rule is a mapping that begins with its level; here stands ${article}.`;
  if (go.startsWith('[]'))
    return `${field} is a list; here stands ${article}. Put it in square brackets or on a line of its own after "- ".`;
  if (go === 'bool') return `${field} is true or false; here stands ${article}.`;
  const yaml11 =
    found === 'bool'
      ? ' YAML 1.1 reads y, n, on, off, yes, no, true and false as booleans: quote the value.'
      : found === 'number'
        ? ' Quote the value.'
        : '';
  return `${field} takes text; here stands ${article}.${yaml11}`;
}

/** What a field's loss does to the rule: it usually gets wider. */
const LOSS: Readonly<Record<string, string>> = {
  level: 'the rule has no level',
  users: 'the rule applies to every user',
  userGroups: 'the rule applies to every group',
  verbs: 'the rule matches every verb',
  resources: 'the rule matches every resource',
  resourceNames: 'the rule matches every name',
  namespaces: 'the rule matches every namespace',
  nonResourceURLs: 'the rule matches every path',
  omitStages: 'no stage is left out',
  omitManagedFields: 'managed fields stay',
  group: 'the core group is meant',
  rules: 'the policy has no rules',
};

function unknownField(problem: DecodeProblem & { kind: 'unknown-field' }, prefix: string): Finding {
  const { entry, struct, known } = problem;
  const path = prefix === '' ? problem.path : `${prefix}.${problem.path}`;
  const near = nearest(entry.key, known);
  const elsewhere = near ? undefined : misplaced(entry.key, struct);
  const loss =
    near && LOSS[near] ? `, so ${LOSS[near]}` : elsewhere ? `, so ${LOSS[entry.key] ?? 'it has no effect'}` : ', so it has no effect';
  const advice = near ? ` Did you mean "${near}"?` : elsewhere ? ` ${elsewhere}` : '';
  const fixes: Fix[] = near ? [{ title: `Change to ${near}`, edits: [{ range: entry.keyRange, newText: near }], safe: false }] : [];
  return {
    code: 'unknown-field',
    severity: 'error',
    range: problem.range,
    message: `"${entry.key}" is not a field of ${STRUCT_WORDS[struct] ?? struct}; kube-apiserver drops it with one log line (unknown field "${path}")${loss}.${advice}`,
    ...(fixes.length > 0 && { fixes }),
  };
}

const STRUCT_WORDS: Readonly<Record<string, string>> = {
  Policy: 'a policy',
  PolicyRule: 'a rule',
  GroupResources: 'a resources entry',
  ObjectMeta: 'metadata',
};

/** A field of another level of the document: almost always an indentation mistake. */
function misplaced(field: string, struct: string): string | undefined {
  const ruleFields = ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs', 'omitStages', 'omitManagedFields', 'level'];
  if (struct === 'GroupResources' && ruleFields.includes(field)) return `"${field}" belongs to the rule: indent it like "level".`;
  if (struct === 'PolicyRule' && (field === 'group' || field === 'resourceNames')) return `"${field}" belongs into an entry of resources.`;
  if (struct === 'Policy' && [...ruleFields, 'resources'].includes(field)) return `"${field}" belongs into a rule under "rules".`;
  return undefined;
}
