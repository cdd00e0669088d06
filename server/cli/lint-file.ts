import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
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
import { printable } from './printable.ts';
import { CannotRun, readText, reasonOf } from './read-policy.ts';

/** A finding with what stays the same of it when the file is edited elsewhere. */
export interface LintedFinding extends Finding {
  /** Code and content of the rule, or of the place where it belongs to none: no line number. */
  readonly fingerprint: string;
}

export interface LintedFile {
  readonly file: string;
  readonly document: TextDocument;
  readonly policies: number;
  readonly findings: readonly LintedFinding[];
  /** How many fixes were applied. */
  readonly fixed: number;
}

export interface FileOptions {
  readonly asPolicy: boolean;
  readonly fix: boolean;
}

/** What is found in the policies of a file, fixed first where asked; undefined for a file that holds none. */
export function lintFile(file: string, checker: PolicyChecker, { asPolicy, fix }: FileOptions): LintedFile | undefined {
  const text = readText(file);
  const parts = (of: string) => (asPolicy ? [{ name: '', text: of, layers: [], templates: [] }] : policiesIn(of));
  const policies = parts(text).length;
  if (policies === 0) return undefined;
  const check = (of: string) => parts(of).flatMap(part => findingsOf(of, part, checker));
  const fixed = fix ? applyFixes(text, check(text), check) : { text, findings: check(text), applied: 0 };
  if (fixed.text !== text) writeFixed(file, fixed.text);
  const findings = fixed.findings as readonly LintedFinding[];
  return { file, document: TextDocument.create('', 'yaml', 0, fixed.text), policies, findings, fixed: fixed.applied };
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
  return createHash('sha256')
    .update(JSON.stringify([code, part, content, place]))
    .digest('hex')
    .slice(0, 20);
}

function writeFixed(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CannotRun(`${printable(file)}: cannot be written (${reasonOf(error)})`);
  }
}
