import { QUERY_RULES } from '../../check/query-rules.ts';
import type { Query } from '../../syntax/tree.ts';
import { placedAt, type QueryCompletion } from './completion-item.ts';

/** The comment before the cursor, where it could silence rules: `-- auditscope-ignore a, b`. */
const COMMENT = /^--[ \t]*(?:(auditscope-ignore(?:-file)?)[ \t]+((?:[\w-]+[ \t]*,[ \t]*)*))?([\w-]*)$/;

const FORMS = [
  ['auditscope-ignore', 'Silences lint rules on the next line, or on this one: `-- auditscope-ignore <rule>: <reason>`.'],
  ['auditscope-ignore-file', 'Silences lint rules in the whole query: `-- auditscope-ignore-file <rule>: <reason>`.'],
] as const;

/** Completions in a comment: how findings are silenced, and the ids of the lint rules. Undefined where no comment is. */
export function suppressionOffers({ text, comments }: Query, offset: number): readonly QueryCompletion[] | undefined {
  const comment = comments.find(c => c.start < offset && offset <= c.end);
  if (!comment) return undefined;
  const [, mark, before = '', word] = COMMENT.exec(text.slice(comment.start, offset)) ?? [];
  if (word === undefined) return [];
  const rest = /^[\w-]*/.exec(text.slice(offset))![0].length;
  const replace = { start: offset - word.length, end: offset + rest };
  if (mark === undefined) {
    const forms = word !== '' && 'auditscope-ignore-file'.startsWith(word) ? FORMS : [];
    return placedAt(
      forms.map(([label, documentation]) => ({ label, kind: 'keyword', documentation, insert: `${label} `, rank: 0 })),
      replace,
    );
  }
  const named = new Set(before.split(/[\s,]+/));
  const ids = QUERY_RULES.filter(rule => !named.has(rule.id));
  return placedAt(
    ids.map(({ id, category, summary }) => ({ label: id, kind: 'value', detail: category, documentation: summary, insert: id, rank: 0 })),
    replace,
  );
}
