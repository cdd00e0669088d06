import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../lint/finding.ts';

/** A finding with what stays the same of it when the file is edited elsewhere. */
export interface LintedFinding extends Finding {
  /** Code and content of the rule, or of the place where it belongs to none: no line number. */
  readonly fingerprint: string;
}

export interface LintedFile {
  readonly file: string;
  readonly document: TextDocument;
  readonly policies: number;
  readonly queries: number;
  readonly findings: readonly LintedFinding[];
  /** How many fixes were applied. */
  readonly fixed: number;
}
