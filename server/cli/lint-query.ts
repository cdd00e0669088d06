import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyFixes } from '../lint/apply-fixes.ts';
import type { Finding } from '../lint/finding.ts';
import type { RuleLevels } from '../lint/rule-levels.ts';
import { logSchema } from '../query/catalog/log-fields.ts';
import { checkQuery } from '../query/check/check-query.ts';
import { parseQuery } from '../query/syntax/parse-query.ts';
import { fingerprint } from './fingerprint.ts';
import type { LintedFile } from './linted-file.ts';

/** The extension that says a file holds one query. */
export const isQueryFile = (file: string): boolean => file.toLowerCase().endsWith('.slsq');

/** What is found in a query, fixed first where asked; the file is not written. No log is open: any name below `annotations.` may exist. */
export function lintQuery(file: string, text: string, levels: RuleLevels, fix: boolean): LintedFile {
  const schema = logSchema();
  const check = (of: string) =>
    checkQuery(parseQuery(of), schema, levels).map(found => ({ ...found, fingerprint: fingerprintOf(of, found) }));
  const { text: left, findings, applied } = fix ? applyFixes(text, check) : { text, findings: check(text), applied: 0 };
  return { file, document: TextDocument.create('', 'sls-query', 0, left), policies: 0, queries: 1, findings, fixed: applied };
}

/** The code and the text of the place: neither changes when the query is edited elsewhere. */
function fingerprintOf(text: string, { code, range }: Finding): string {
  const marked = text.slice(range.start, range.end).replace(/\s+/g, ' ');
  return fingerprint(code, 'query', marked);
}
