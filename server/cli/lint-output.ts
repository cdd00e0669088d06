import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Severity, TextRange } from '../lint/finding.ts';
import type { LintedFile } from './linted-file.ts';
import { printable } from './printable.ts';
import { textWidth } from './text-width.ts';

/** Loudest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const span = (document: TextDocument, { start, end }: TextRange) => ({ start: document.positionAt(start), end: document.positionAt(end) });

/** One finding a line, in the shape of the command line's contract. */
export function lintJson(linted: readonly LintedFile[]): string {
  return linted
    .flatMap(({ file, document, findings }) =>
      findings.map(({ code, severity, message, range, rule, related }) => ({
        file,
        range: span(document, range),
        severity,
        code,
        message,
        ...(rule !== undefined && { rule }),
        ...(related && { related: related.map(r => ({ file, range: span(document, r.range), message: r.message })) }),
      })),
    )
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');
}

/** Findings to be read: place, severity, message, code, and the line with the place marked; a summary at the end. */
export function lintText(linted: readonly LintedFile[]): string {
  const findings = linted.flatMap(l => l.findings.map(f => readable(l, f)));
  return `${[...findings, summary(linted)].join('\n')}\n`;
}

function readable({ file, document }: LintedFile, { range, severity, message, code, related = [] }: Finding): string {
  const lines = message.split('\n').map(printable).join('\n    ');
  const notes = related.map(r => `  ${placeOf(file, document, r.range)}: ${printable(r.message)}`);
  return [`${placeOf(file, document, range)}: ${severity}: ${lines} [${code}]`, marked(document, range), ...notes].join('\n');
}

function placeOf(file: string, document: TextDocument, range: TextRange): string {
  const { line, character } = document.positionAt(range.start);
  return `${printable(file)}:${line + 1}:${character + 1}`;
}

/** Longest piece of a line that is shown. */
const WIDTH = 100;

/** The first line of a place with the place underlined. */
function marked(document: TextDocument, range: TextRange): string {
  const { start, end } = span(document, range);
  const line = document
    .getText({ start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } })
    .replace(/[\r\n]+$/, '');
  const from = start.character > WIDTH - 20 ? start.character - 20 : 0;
  const shown = line.slice(from, from + WIDTH).replaceAll('\t', ' ');
  const last = Math.min(end.line > start.line ? line.length : end.character, from + shown.length);
  // escapes and wide characters take more cells than they have characters
  const before = textWidth(printable(shown.slice(0, start.character - from)));
  const width = Math.max(1, textWidth(printable(shown.slice(start.character - from, last - from))));
  const number = String(start.line + 1).padStart(5);
  return `${number} | ${printable(shown)}\n${' '.repeat(number.length)} | ${' '.repeat(before)}${'^'.repeat(width)}`;
}

function summary(linted: readonly LintedFile[]): string {
  const findings = linted.flatMap(l => l.findings);
  const counts = SEVERITIES.map(severity => [severity, findings.filter(f => f.severity === severity).length] as const);
  const parts = counts.filter(([, count]) => count > 0).map(([severity, count]) => counted(count, severity));
  const fixed = linted.reduce((sum, l) => sum + l.fixed, 0);
  const fixable = findings.filter(f => f.fixes?.some(x => x.safe)).length;
  const notes = [
    ...(fixed > 0 ? [`${counted(fixed, 'problem')} fixed`] : []),
    ...(fixable > 0 ? [`${counted(fixable, 'problem')} can be fixed with --fix`] : []),
  ];
  const sum = (count: (l: LintedFile) => number) => linted.reduce((total, l) => total + count(l), 0);
  const [policies, queries] = [sum(l => l.policies), sum(l => l.queries)];
  const what = [
    ...(policies > 0 || queries === 0 ? [policies === 1 ? '1 policy' : `${policies} policies`] : []),
    ...(queries > 0 ? [queries === 1 ? '1 query' : `${queries} queries`] : []),
  ].join(', ');
  return [`${what}: ${parts.join(', ') || 'no problems'}`, ...notes].join('; ');
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 || word === 'information' ? '' : 's'}`;
