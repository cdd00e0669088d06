import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE, readConfig } from '../config/read-config.ts';
import { RULE_IDS } from './configuration.ts';
import { toRange } from './to-lsp.ts';

export const isConfigFile = (uri: string): boolean => uri.endsWith(`/${CONFIG_FILE}`);

/** What is wrong with an `auditscope.yaml`: such an entry is left out. */
export const configDiagnostics = (document: TextDocument): Diagnostic[] =>
  readConfig(document.getText(), RULE_IDS).problems.map(({ range, message }) => ({
    range: toRange(document, { start: range.start, end: Math.max(range.end, range.start) }),
    severity: DiagnosticSeverity.Warning,
    code: 'config',
    source: 'auditscope',
    message,
  }));
