import type { Finding, Fix, TextRange } from './finding.ts';
import { findingOf, type LintRule, type Reported } from './lint-rule.ts';
import { type RuleLevels, severityOf } from './rule-levels.ts';
import { lineAt, readSuppression, type SuppressibleDocument, type Suppression } from './suppression.ts';
import { SUPPRESSION_RULES, SUPPRESSION_WITHOUT_REASON, UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION } from './suppression-rules.ts';

/** How a comment that silences a rule is written. */
const formOf = ({ mark = '#' }: SuppressibleDocument) => `${mark} auditscope-ignore <rule>: <reason>`;

/**
 * Drops the findings of lint rules that a comment silences, and reports the comments that silence nothing, name no rule or
 * give no reason. `ran` tells whether a rule was run: only then can a comment be said to silence nothing.
 */
export function applySuppressions(
  document: SuppressibleDocument,
  findings: readonly Finding[],
  levels: RuleLevels,
  ran: (id: string) => boolean,
): readonly Finding[] {
  const suppressions = document.comments.flatMap(c => readSuppression(document, c) ?? []);
  if (suppressions.length === 0) return findings;
  const own = new Set(SUPPRESSION_RULES.map(r => r.id));
  const known = (id: string) => levels.has(id) && !own.has(id);
  const used = new Set<string>();
  const key = (s: Suppression, id: string) => `${s.comment.range.start} ${id}`;
  const kept = findings.filter(({ code, range }) => {
    if (!known(code)) return true;
    const by = suppressions.filter(
      s => isWellFormed(s) && s.covers.start <= range.start && range.start < s.covers.end && s.ids.some(i => i.id === code),
    );
    for (const s of by) used.add(key(s, code));
    return by.length === 0;
  });
  const report = (rule: LintRule, reported: Reported): Finding[] => {
    const severity = severityOf(levels, rule);
    return severity ? [findingOf(rule, severity, reported)] : [];
  };
  const idle = (s: Suppression, id: string) => ran(id) && levels.get(id) !== 'off' && !used.has(key(s, id));
  return [...kept, ...suppressions.flatMap(s => troubleWith(document, s, known, id => idle(s, id), report))];
}

const isWellFormed = ({ suffix }: Suppression) => suffix === '' || suffix === '-file';

function troubleWith(
  document: SuppressibleDocument,
  suppression: Suppression,
  known: (id: string) => boolean,
  idle: (id: string) => boolean,
  report: (rule: LintRule, reported: Reported) => Finding[],
): Finding[] {
  const { comment, ids, reason, suffix } = suppression;
  if (!isWellFormed(suppression)) {
    const message = `There is no comment "auditscope-ignore${suffix}", so this silences nothing. Write ${formOf(document)} before the line, or auditscope-ignore-file for the whole file.`;
    return report(UNKNOWN_SUPPRESSION, { range: comment.range, message });
  }
  if (ids.length === 0) {
    return report(UNKNOWN_SUPPRESSION, {
      range: comment.range,
      message: `This comment names no rule, so it silences nothing. Write ${formOf(document)}.`,
    });
  }
  const findings: Finding[] = [];
  for (const [i, { id, range }] of ids.entries()) {
    if (!known(id)) {
      findings.push(...report(UNKNOWN_SUPPRESSION, { range, message: `There is no lint rule "${id}" to silence. Name a rule by its id.` }));
    } else if (idle(id)) {
      findings.push(
        ...report(UNUSED_SUPPRESSION, {
          range: ids.length === 1 ? comment.range : range,
          message: `${id} finds nothing here, so this comment silences nothing. Remove it.`,
          tag: 'unnecessary',
          fixes: [withoutId(document.text, suppression, i)],
        }),
      );
    }
  }
  if (reason === '' && findings.length === 0) {
    const names = ids.map(i => i.id).join(', ');
    findings.push(
      ...report(SUPPRESSION_WITHOUT_REASON, {
        range: comment.range,
        message: `This comment does not say why ${names} is silenced. Write the reason after a colon: ${document.mark ?? '#'} auditscope-ignore${suffix} ${names}: <reason>.`,
      }),
    );
  }
  return findings;
}

/** Takes one id out of the comment, or the whole comment where it is the only one. */
function withoutId(text: string, { comment, ids }: Suppression, index: number): Fix {
  if (ids.length === 1)
    return { title: 'Remove the comment', safe: true, edits: [{ range: wholeComment(text, comment.range), newText: '' }] };
  const range =
    index === 0
      ? { start: ids[0]!.range.start, end: ids[1]!.range.start }
      : { start: ids[index - 1]!.range.end, end: ids[index]!.range.end };
  return { title: `Remove ${ids[index]!.id} from the comment`, safe: true, edits: [{ range, newText: '' }] };
}

/** The comment's line where nothing else stands on it, else the comment and the blanks before it. */
function wholeComment(text: string, comment: TextRange): TextRange {
  const line = lineAt(text, comment.start);
  const before = text.slice(line.start, comment.start).trimEnd();
  return before === ''
    ? { start: line.start, end: Math.min(line.end, text.length) }
    : { start: line.start + before.length, end: comment.end };
}
