import { applySuppressions } from '../../lint/apply-suppressions.ts';
import type { Finding } from '../../lint/finding.ts';
import { findingOf, pageOf } from '../../lint/lint-rule.ts';
import { type RuleLevels, severityOf } from '../../lint/rule-levels.ts';
import type { LogSchema } from '../catalog/log-field.ts';
import type { Query } from '../syntax/tree.ts';
import { analyseQuery } from './analyse-query.ts';
import type { AnalysedQuery } from './analysed-query.ts';
import { type LintedQuery, lintedQuery } from './linted-query.ts';
import { PROBLEM_PAGE } from './problem-codes.ts';
import { QUERY_RULES } from './query-rules.ts';
import { syntaxFixes } from './syntax-fixes.ts';

/**
 * All there is to say of a query: its syntax, what the analysis found, and the lint rules at their levels; what a comment
 * silences is left out, but for errors. In textual order.
 */
export function checkQuery(query: Query, schema: LogSchema, levels: RuleLevels): readonly Finding[] {
  return checkAnalysed(analyseQuery(query, schema), levels);
}

/** The same of a query that is analysed already. */
export function checkAnalysed(analysed: AnalysedQuery, levels: RuleLevels): readonly Finding[] {
  const findings = analysed.problems.flatMap(problem => atLevel(problem, levels));
  // the tree lacks what is too long to be read: rules would tell what is not so
  const rules = analysed.problems.some(p => p.code === 'too-long') ? [] : QUERY_RULES;
  const linted = lintedQuery(analysed);
  for (const rule of rules) {
    const severity = severityOf(levels, rule);
    if (!severity || !('check' in rule)) continue;
    for (const reported of rule.check(linted)) findings.push(findingOf(rule, severity, reported));
  }
  return silenced(analysed, withSyntaxFixes(linted, findings), levels).toSorted(inTextualOrder);
}

/** What is right elsewhere, perhaps, has a rule and its level; an error has none. */
function atLevel(problem: Finding, levels: RuleLevels): Finding[] {
  const rule = QUERY_RULES.find(r => r.id === problem.code);
  if (!rule || problem.severity === 'error') return [problem];
  const severity = severityOf(levels, rule);
  return severity ? [{ ...problem, severity, page: pageOf(rule) }] : [];
}

function withSyntaxFixes(linted: LintedQuery, findings: readonly Finding[]): readonly Finding[] {
  const fixes = syntaxFixes(linted);
  if (fixes.length === 0) return findings;
  return findings.map(f => {
    const own = f.code === 'query-syntax' ? fixes.filter(x => x.at.start <= f.range.start && f.range.end <= x.at.end) : [];
    return own.length > 0 ? { ...f, fixes: own.map(o => o.fix) } : f;
  });
}

function silenced({ query }: AnalysedQuery, findings: readonly Finding[], levels: RuleLevels): readonly Finding[] {
  const comments = query.comments.map(range => ({ range, value: query.text.slice(range.start, range.end) }));
  const asking = comments.filter(c => c.value.includes('auditscope-ignore'));
  if (asking.length === 0) return findings;
  const document = { text: query.text, comments: asking, mark: '--', partOn: () => undefined };
  const kept = applySuppressions(document, findings, levels, () => true);
  // what does not run says why, whatever a comment says of it
  return [...kept, ...findings.filter(f => f.page === PROBLEM_PAGE && !kept.includes(f))];
}

const inTextualOrder = (a: Finding, b: Finding): number =>
  a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
