import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import packageManifest from '../../package.json' with { type: 'json' };
import type { Fix, Severity, TextRange } from '../lint/finding.ts';
import type { LintRule } from '../lint/lint-rule.ts';
import { pageOf } from '../lint/lint-rule.ts';
import { rulePagesBeside } from '../lint/rule-pages.ts';
import { LINT_RULES } from '../policy/rules/policy-rules.ts';
import { PROBLEM_CODES, PROBLEM_PAGE } from '../query/check/problem-codes.ts';
import { QUERY_RULES } from '../query/check/query-rules.ts';
import type { LintedFile, LintedFinding } from './linted-file.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

/** Findings as a SARIF 2.1.0 log, for code scanning. */
export function lintSarif(linted: readonly LintedFile[]): string {
  const codes = new Set(linted.flatMap(l => l.findings.map(f => f.code)));
  const known = [...LINT_RULES, ...QUERY_RULES];
  const listed = new Set(known.map(r => r.id));
  const loading = [...codes].filter(c => !listed.has(c)).sort();
  const rules = [...known.map(r => ruleOf(r, codes.has(r.id))), ...loading.map(loadingRule)];
  const indexes = new Map(rules.map((r, i) => [r.id, i]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Auditscope', semanticVersion: packageManifest.version, rules } },
        columnKind: 'utf16CodeUnits',
        results: linted.flatMap(l => l.findings.map(f => resultOf(l, f, indexes.get(f.code)!))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const { homepage } = packageManifest as { readonly homepage?: string };

function ruleOf(rule: LintRule, found: boolean) {
  const page = pageOf(rule);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.summary },
    help: helpOf(page, found),
    ...(homepage && { helpUri: `${homepage.replace(/\/?(#.*)?$/, '')}/blob/main/docs/rules/${page}` }),
    defaultConfiguration: { level: LEVELS[rule.level] },
    properties: { category: rule.category, tags: [rule.category] },
  };
}

/** Code scanning shows the page beside a finding; of rules that found nothing it would only be weight. */
function helpOf(page: string, found: boolean) {
  const text = `The page docs/rules/${page} of Auditscope tells why, with examples, and how to silence it.`;
  return found ? { text, markdown: readFileSync(new URL(rulePage(page)), 'utf8') } : { text };
}

const rulePage = rulePagesBeside(import.meta.url);

const PROBLEMS: ReadonlySet<string> = new Set(PROBLEM_CODES);

/** What the API server refuses or drops, or why a query cannot run; each result says it in its own words. */
function loadingRule(code: string) {
  const isQuery = PROBLEMS.has(code);
  const text = isQuery
    ? 'A query with this cannot run.'
    : code.startsWith('refused')
      ? 'kube-apiserver does not load a policy with this.'
      : 'kube-apiserver reads this in another way than it is written.';
  const help = isQuery ? helpOf(PROBLEM_PAGE, true) : { text };
  return { id: code, shortDescription: { text }, fullDescription: { text }, help, defaultConfiguration: { level: 'error' } };
}

function resultOf({ file, document }: LintedFile, finding: LintedFinding, ruleIndex: number) {
  const { code, severity, message, range, related, fixes, fingerprint } = finding;
  const artifactLocation = artifactOf(file);
  const location = (of: TextRange) => ({ physicalLocation: { artifactLocation, region: regionOf(document, of) } });
  const safe = fixes?.filter(f => f.safe) ?? [];
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(range)],
    ...(related && related.length > 0 && { relatedLocations: related.map(r => ({ ...location(r.range), message: { text: r.message } })) }),
    ...(safe.length > 0 && { fixes: safe.map(f => fixOf(document, artifactLocation, f)) }),
    partialFingerprints: { 'auditscope/v1': fingerprint },
  };
}

const fixOf = (document: TextDocument, artifactLocation: ArtifactLocation, { title, edits }: Fix) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation,
      replacements: edits.map(e => ({ deletedRegion: regionOf(document, e.range), insertedContent: { text: e.newText } })),
    },
  ],
});

function regionOf(document: TextDocument, { start, end }: TextRange) {
  const [from, to] = [document.positionAt(start), document.positionAt(end)];
  return { startLine: from.line + 1, startColumn: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}

interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** Code scanning finds a file by its path below the root of the repository, where CI runs commands; what lies elsewhere keeps its own. */
function artifactOf(file: string): ArtifactLocation {
  const path = relative('', file);
  const elsewhere = isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`);
  if (elsewhere) return { uri: pathToFileURL(resolve(file)).href };
  return { uri: path.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
