import { writeFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyFixes } from '../lint/apply-fixes.ts';
import type { Severity } from '../lint/finding.ts';
import { runSteps } from '../policy/analysis/run-steps.ts';
import { createPolicyChecker, type PolicyChecker } from '../policy/check-policy.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import { isPolicyText } from '../policy/recognize.ts';
import { type LintedFile, lintJson, lintText, SEVERITIES } from './lint-output.ts';
import { printable } from './printable.ts';
import { CannotRun, kubernetesOption, readText, reasonOf, runCommand } from './read-policy.ts';
import { writeOut } from './write-out.ts';

export interface LintOptions {
  readonly as?: 'policy';
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
  readonly fix?: boolean;
  readonly kubernetesVersion: string;
}

/**
 * `auditscope lint`: 0 clean, 1 problems at or above `--fail-on`, 2 could not run. A file that cannot be read keeps none of
 * the others from being judged, but the end is 2.
 */
export function lint(files: readonly string[], options: LintOptions): number {
  return runCommand(() => {
    const checker = createPolicyChecker({ kubernetes: kubernetesOption(options.kubernetesVersion), levels: {} });
    const linted: LintedFile[] = [];
    let unreadable = false;
    for (const file of files) {
      try {
        linted.push(...lintFile(file, checker, options));
      } catch (error) {
        if (!(error instanceof CannotRun)) throw error;
        unreadable = true;
        process.stderr.write(`${error.message}\n`);
      }
    }
    if (linted.length > 0) writeOut(options.format === 'json' ? lintJson(linted) : lintText(linted));
    if (unreadable) return 2;
    if (linted.length === 0) throw new CannotRun('nothing to lint: none of the files is an audit policy');
    const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
    return linted.some(l => l.findings.some(f => failing.includes(f.severity))) ? 1 : 0;
  });
}

/** What is found in a file, fixed first where asked; nothing for a file that is no policy, which is told. */
function lintFile(file: string, checker: PolicyChecker, options: LintOptions): LintedFile[] {
  const text = readText(file);
  if (options.as !== 'policy' && !isPolicyText(text)) {
    const advice = 'no audit policy (apiVersion audit.k8s.io/v1, kind Policy), skipped; --as policy takes it for one';
    process.stderr.write(`${printable(file)}: ${advice}\n`);
    return [];
  }
  const check = (of: string) => runSteps(checker.analyse(parsePolicy(of)));
  const fixed = options.fix ? applyFixes(text, check(text), check) : { text, findings: check(text), applied: 0 };
  if (fixed.text !== text) writeFixed(file, fixed.text);
  return [{ file, document: TextDocument.create('', 'yaml', 0, fixed.text), findings: fixed.findings, fixed: fixed.applied }];
}

function writeFixed(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CannotRun(`${printable(file)}: cannot be written (${reasonOf(error)})`);
  }
}
