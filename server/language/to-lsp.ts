import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix, Severity, TextRange } from '../lint/finding.ts';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export const toRange = (document: TextDocument, range: TextRange): Range => ({
  start: document.positionAt(range.start),
  end: document.positionAt(range.end),
});

/** A finding whose places are those of the document; `pages` tells the address of a rule's page. */
export function toDiagnostic(document: TextDocument, finding: Finding, pages: (page: string) => string): Diagnostic {
  return {
    range: toRange(document, finding.range),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    ...(finding.page !== undefined && { codeDescription: { href: pages(finding.page) } }),
    source: 'auditscope',
    message: finding.message,
    ...(finding.tag && { tags: [TAGS[finding.tag]] }),
    ...(finding.related && {
      relatedInformation: finding.related.map(r => ({
        location: { uri: document.uri, range: toRange(document, r.range) },
        message: r.message,
      })),
    }),
  };
}

export const toTextEdits = (document: TextDocument, fix: Fix): TextEdit[] =>
  fix.edits.map(e => ({ range: toRange(document, e.range), newText: e.newText }));

/** The fixes of a finding as quick fixes; the only one is preferred. */
export function toQuickFixes(document: TextDocument, diagnostic: Diagnostic, fixes: readonly Fix[]): CodeAction[] {
  return fixes.map(fix => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: fixes.length === 1,
    edit: { changes: { [document.uri]: toTextEdits(document, fix) } },
  }));
}
