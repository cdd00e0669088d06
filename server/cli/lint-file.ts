import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyFixes } from '../lint/apply-fixes.ts';
import type { Finding } from '../lint/finding.ts';
import { runSteps } from '../policy/analysis/run-steps.ts';
import type { PolicyChecker } from '../policy/check-policy.ts';
import { certainFindings } from '../policy/embedded/certain-findings.ts';
import { findingInFile, fixesInFile } from '../policy/embedded/place-in-file.ts';
import { type PolicyPart, policiesIn } from '../policy/embedded/policies-in.ts';
import { type PolicyDocument, parsePolicy } from '../policy/policy-document.ts';
import { ruleSpec } from '../policy/policy-spec.ts';
import { fingerprint } from './fingerprint.ts';
import type { FileSettings } from './lint-config.ts';
import { isQueryFile, lintQuery } from './lint-query.ts';
import type { LintedFile, LintedFinding } from './linted-file.ts';
import { readText } from './read-text.ts';
import { writeFile } from './write-out.ts';

export interface FileOptions {
  /** What every file is taken for, whatever it says it is. */
  readonly as?: 'policy' | 'query' | undefined;
  readonly fix: boolean;
}

/** What is found in a file, fixed first where asked; undefined for a file that holds neither policies nor a query. */
export function lintFile(file: string, { checker, queryLevels }: FileSettings, { as, fix }: FileOptions): LintedFile | undefined {
  const text = readText(file, isQueryFile(file) ? 'query' : 'policy');
  const isQuery = as === 'query' || (as === undefined && isQueryFile(file));
  const linted = isQuery ? lintQuery(file, text, queryLevels, fix) : lintPolicies(file, text, checker, as === 'policy', fix);
  const fixed = linted?.document.getText();
  if (fixed !== undefined && fixed !== text) writeFile(file, fixed);
  return linted;
}

function lintPolicies(file: string, text: string, checker: PolicyChecker, asPolicy: boolean, fix: boolean): LintedFile | undefined {
  const parts = (of: string) => (asPolicy ? [{ name: '', text: of, layers: [], templates: [] }] : policiesIn(of));
  const policies = parts(text).length;
  if (policies === 0) return undefined;
  const check = (of: string) => parts(of).flatMap(part => findingsOf(of, part, checker));
  const { text: left, findings, applied } = fix ? applyFixes(text, check) : { text, findings: check(text), applied: 0 };
  return { file, document: TextDocument.create('', 'yaml', 0, left), policies, queries: 0, findings, fixed: applied };
}

/** The findings of one policy, places and fixes those of the file. */
function findingsOf(text: string, part: PolicyPart, checker: PolicyChecker): LintedFinding[] {
  const policy = parsePolicy(part.text);
  return certainFindings(part, policy, runSteps(checker.analyse(policy)), checker.check).map(found => ({
    ...findingInFile(part, found),
    ...(found.fixes && { fixes: fixesInFile(text, part, found.fixes) }),
    fingerprint: fingerprintOf(policy, part.name, found),
  }));
}

function fingerprintOf(policy: PolicyDocument, part: string, { code, rule, range }: Finding): string {
  const marked = policy.text.slice(range.start, range.end);
  const body = rule === undefined ? undefined : policy.rules[rule]?.body;
  // a rule's meaning, so that comments and layout do not matter; of a finding about an item also the item
  const content = body && !body.broken ? JSON.stringify(ruleSpec(body)) : '';
  const place = marked.includes('\n') ? '' : marked;
  return fingerprint(code, part, content, place);
}
