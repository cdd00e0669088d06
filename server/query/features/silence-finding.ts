import type { Finding, TextEdit } from '../../lint/finding.ts';
import { pageOf } from '../../lint/lint-rule.ts';
import { lineAt } from '../../lint/suppression.ts';
import { QUERY_RULES } from '../check/query-rules.ts';
import { parseQuery } from '../syntax/parse-query.ts';
import type { Query } from '../syntax/tree.ts';

/** Ways to silence a finding with a comment: on the line before, and in the whole query. The reason is left to write. */
export interface QuerySilencing {
  readonly here: readonly TextEdit[] | undefined;
  readonly everywhere: readonly TextEdit[] | undefined;
}

/**
 * Undefined for what no comment can silence: errors, which have a page of their own, and what is said of comments. The search part
 * takes no comments: what is found there is silenced for the whole query.
 */
export function silencing(query: Query, { code, range, page }: Finding): QuerySilencing | undefined {
  const { text, pipe } = query;
  if (!pipe || query.spl || !QUERY_RULES.some(rule => rule.id === code && pageOf(rule) === page)) return undefined;
  const line = lineAt(text, range.start);
  const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))![0];
  const here = line.start >= pipe.end ? inserted(line.start, `${indent}-- auditscope-ignore ${code}:\n`) : undefined;
  const everywhere = inserted(pipe.end, `\n-- auditscope-ignore-file ${code}:\n`);
  return { here: here && proved(query, here), everywhere: proved(query, everywhere) };
}

const inserted = (at: number, newText: string): readonly TextEdit[] => [{ range: { start: at, end: at }, newText }];

/** The edit, where it makes a comment and nothing else: within a text that goes over lines it would not. */
function proved(query: Query, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const [{ range, newText }] = edits as readonly [TextEdit];
  const after = parseQuery(query.text.slice(0, range.start) + newText + query.text.slice(range.end));
  const same = after.comments.length === query.comments.length + 1 && after.problems.length === query.problems.length;
  return same ? edits : undefined;
}
