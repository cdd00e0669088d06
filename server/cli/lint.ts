import { writeFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyFixes } from '../lint/apply-fixes.ts';
import type { Finding, Severity } from '../lint/finding.ts';
import { createPolicyChecker } from '../policy/check-policy.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import { isPolicyText } from '../policy/recognize.ts';
import { CannotRun, kubernetesOption, readText, runCommand } from './read-policy.ts';
import { writeOut } from './write-out.ts';

export interface LintOptions {
  readonly as?: 'policy';
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
  readonly fix?: boolean;
  readonly kubernetesVersion: string;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

interface Linted {
  readonly file: string;
  readonly document: TextDocument;
  readonly findings: readonly Finding[];
}

/** `auditscope lint`: 0 clean, 1 problems at or above `--fail-on`, 2 could not run. */
export function lint(files: readonly string[], options: LintOptions): number {
  return runCommand(() => {
    const checker = createPolicyChecker({ kubernetes: kubernetesOption(options.kubernetesVersion), levels: {} });
    const linted: Linted[] = [];
    for (const file of files) {
      let text = readText(file);
      if (options.as !== 'policy' && !isPolicyText(text)) {
        process.stderr.write(
          `${file}: no audit policy (apiVersion audit.k8s.io/v1, kind Policy); skipped. --as policy takes it for one.\n`,
        );
        continue;
      }
      let findings = checker.check(parsePolicy(text));
      if (options.fix) {
        const fixed = applyFixes(text, findings, text_ => checker.check(parsePolicy(text_)));
        if (fixed.text !== text) writeFileSync(file, fixed.text);
        ({ text, findings } = fixed);
      }
      linted.push({ file, document: TextDocument.create(file, 'yaml', 0, text), findings });
    }
    if (linted.length === 0) throw new CannotRun('nothing to lint: none of the files is an audit policy');
    writeOut(options.format === 'json' ? jsonLines(linted) : readable(linted));
    const failing = ORDER.slice(0, ORDER.indexOf(options.failOn) + 1);
    return linted.some(l => l.findings.some(f => failing.includes(f.severity))) ? 1 : 0;
  });
}

const span = (document: TextDocument, range: Finding['range']) => ({
  start: document.positionAt(range.start),
  end: document.positionAt(range.end),
});

function jsonLines(linted: readonly Linted[]): string {
  let out = '';
  for (const { file, document, findings } of linted) {
    for (const { code, severity, message, range, rule, related } of findings) {
      const line = {
        file,
        range: span(document, range),
        severity,
        code,
        message,
        ...(rule !== undefined && { rule }),
        ...(related && { related: related.map(r => ({ file, range: span(document, r.range), message: r.message })) }),
      };
      out += `${JSON.stringify(line)}\n`;
    }
  }
  return out;
}

function readable(linted: readonly Linted[]): string {
  let out = '';
  const counts = new Map<Severity, number>();
  for (const { file, document, findings } of linted) {
    for (const finding of findings) {
      const { line, character } = document.positionAt(finding.range.start);
      const message = finding.message.replaceAll('\n', '\n    ');
      out += `${file}:${line + 1}:${character + 1}: ${finding.severity}: ${message} [${finding.code}]\n`;
      counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
    }
  }
  const parts = ORDER.filter(s => counts.has(s)).map(s => `${counts.get(s)} ${s}${counts.get(s) === 1 || s === 'information' ? '' : 's'}`);
  return `${out}${linted.length} ${linted.length === 1 ? 'policy' : 'policies'}: ${parts.join(', ') || 'no problems'}\n`;
}
