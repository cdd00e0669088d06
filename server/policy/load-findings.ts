import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { nearest } from '../kubernetes/nearest.ts';
import type { Finding } from '../lint/finding.ts';
import type { Range } from '../yaml/node.ts';
import type { DecodeProblem } from './decode.ts';
import { decodeFinding } from './decode-findings.ts';
import { versionRefusal } from './document-version.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { RuleBody } from './policy-rule.ts';
import { type Refusal, refusalFinding, validateRule, validateStages } from './validate-rule.ts';

/**
 * What loading says about one rule: refusals and dropped fields, places relative to the rule.
 * Mirrors the decoder's and the validation's messages of `pkg/audit/policy/reader.go`.
 */
export function ruleLoadFindings(body: RuleBody, index: number, kubernetes: KubernetesMinor): Finding[] {
  // the server stops at text it cannot read; all else about the rule would be a guess
  if (body.broken) return [];
  const decoding = body.problems.map(p => decodeFinding(p, { prefix: `rules[${index}]`, body }));
  const refusals = validateRule(body, index, kubernetes).filter(r => !isMistyped(body.problems, r.range));
  return [...decoding, ...refusals.map(r => refusalFinding(r))];
}

/** What has the wrong type has no value to validate. */
const isMistyped = (problems: readonly DecodeProblem[], range: Range): boolean =>
  problems.some(p => p.kind === 'type' && p.range.start <= range.start && range.end <= p.range.end);

/** What loading says about everything but the rules. */
export function documentLoadFindings(document: PolicyDocument): Finding[] {
  const findings = document.yamlProblems.map(p => yamlFinding(document, p));
  const ignored = ignoredText(document);
  if (ignored) findings.push(ignored);
  const version = versionRefusal(document);
  if (version) findings.push(refusalFinding(version));
  const broken = findings.some(f => f.code.startsWith('refused') && f.code !== version?.code);
  if (!broken) {
    const told = document.problems.filter(p => !(p.kind === 'type' && version && p.range.start === version.range.start));
    findings.push(...told.map(p => decodeFinding(p, { prefix: '' })));
    const stages = validateStages(document.omitStages, 'omitStages').filter(r => !isMistyped(document.problems, r.range));
    findings.push(...stages.map(r => refusalFinding(r)));
  }
  if (!version && document.rules.length === 0 && !findings.some(f => f.code.startsWith('refused')))
    findings.push(refusalFinding(noRules(document)));
  return findings;
}

function yamlFinding(document: PolicyDocument, problem: PolicyDocument['yamlProblems'][number]): Finding {
  const { code, range, message } = problem;
  if (code === 'duplicate-key') return duplicateKey(document, problem);
  const decoder = document.format === 'json' ? "couldn't get version/kind; json parse error: " : code === 'number' ? '' : 'yaml: ';
  const written = document.text.slice(range.start, range.end);
  const quote = problem.quote || (code === 'alias' && written === '*');
  const fix = quote
    ? { title: 'Quote it', newText: `"${written}"` }
    : { title: 'Indent with spaces', newText: written.replaceAll('\t', '  ') };
  return refusalFinding({
    code: `refused-${code}`,
    range,
    words: `failed decoding: ${decoder}${message}`,
    sentence: problem.plain ?? SENTENCES[code],
    ...((quote || /^\s*\t\s*$/.test(written)) && { fixes: [{ title: fix.title, edits: [{ range, newText: fix.newText }], safe: false }] }),
  });
}

const SENTENCES: Record<Exclude<PolicyDocument['yamlProblems'][number]['code'], 'duplicate-key'>, string> = {
  syntax: 'This text cannot be read.',
  alias: 'An alias (*name) needs an anchor (&name) before it. A literal * must be quoted.',
  merge: 'A merge key (<<) takes a mapping or a list of mappings.',
  key: 'A key must be a text, a number or a boolean.',
  tag: 'The tag and the value do not fit together.',
  number: 'Infinity and NaN cannot be written as JSON, which the server converts the policy to.',
};

function duplicateKey({ text }: PolicyDocument, { range, message, earlier }: PolicyDocument['yamlProblems'][number]): Finding {
  const key = text.slice(range.start, range.end).replace(/^(["'])(.*)\1$/, '$2');
  return {
    code: 'duplicate-key',
    severity: 'error',
    range,
    message: `"${key}" stands here a second time: kube-apiserver uses this one and drops the earlier one with one log line (${message}). Keep one of them.`,
    ...(earlier && { related: [{ range: earlier, message: `This "${key}" is dropped.` }] }),
  };
}

function ignoredText({ text, ignoredFrom }: PolicyDocument): Finding | undefined {
  if (ignoredFrom === undefined || !/\S/.test(text.slice(ignoredFrom).replace(/^(---|\.\.\.)?\s*$|#.*$/gm, ''))) return undefined;
  const start = ignoredFrom + Math.max(0, text.slice(ignoredFrom).search(/\S/));
  const lineEnd = text.indexOf('\n', start);
  return {
    code: 'ignored-document',
    severity: 'error',
    range: { start, end: lineEnd < 0 ? text.length : lineEnd },
    message:
      'kube-apiserver reads the first YAML document only: everything from here on is ignored, silently. Move its rules into the first document or delete it.',
  };
}

function noRules(document: PolicyDocument): Refusal {
  const entries = document.root?.kind === 'mapping' ? document.root.entries : [];
  // a name that is nearly "rules" has a finding and a fix of its own
  const meant = entries.find(e => e.key !== 'rules' && nearest(e.key, ['rules']));
  const end = document.text.trimEnd().length;
  const addable = document.format === 'yaml' && !document.rulesKey && !meant && document.root?.kind === 'mapping' && !document.root.flow;
  const rules = { range: { start: end, end }, newText: '\nrules:\n  - level: Metadata' };
  return {
    code: 'refused-no-rules',
    range: document.rulesKey ?? meant?.keyRange ?? entries.at(-1)?.keyRange ?? wholeOf(document.text),
    words: 'loaded illegal policy with 0 rules',
    sentence: 'A policy needs at least one rule under "rules".',
    ...(addable && { fixes: [{ title: 'Add a rule of level Metadata', edits: [rules], safe: false }] }),
  };
}

const wholeOf = (text: string): Range => ({ start: 0, end: Math.min(1, text.length) });
