import { lineStartOf } from '../../yaml/line-start.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { POLICY_RULES } from '../rules/policy-rules.ts';
import type { Offered } from './completion-item.ts';

/** The comment before the cursor, where it could silence rules: `# auditscope-ignore a, b`. */
const COMMENT = /(?:^|\s)(#+[ \t]*)(?:(auditscope-ignore(?:-file)?)[ \t]+((?:[\w-]+[ \t]*,[ \t]*)*))?([\w-]*)$/;

const FORMS = [
  {
    label: 'auditscope-ignore',
    documentation: 'Silences lint rules for what begins on the next line, or on this one: `# auditscope-ignore <rule>: <reason>`.',
  },
  {
    label: 'auditscope-ignore-file',
    documentation: 'Silences lint rules in the whole policy: `# auditscope-ignore-file <rule>: <reason>`.',
  },
];

/** Completions in a comment: how findings are silenced, and the ids of the lint rules. Undefined where no comment is. */
export function suppressionCompletions({ text, comments, format }: PolicyDocument, offset: number): readonly Offered[] | undefined {
  const start = lineStartOf(text, offset);
  const match = COMMENT.exec(text.slice(start, offset));
  if (format === 'json' || !match) return undefined;
  const hash = start + match.index + match[0].indexOf('#');
  // a # within quotes begins no comment
  if (!comments.some(c => c.range.start === hash)) return undefined;
  const [, , mark, before = '', word = ''] = match;
  const rest = /^[\w-]*/.exec(text.slice(offset))![0].length;
  const replace = { start: offset - word.length, end: offset + rest };
  if (mark === undefined) {
    if (!'auditscope-ignore-file'.startsWith(word) || word === '') return [];
    return FORMS.map(({ label, documentation }) => ({ label, kind: 'field', documentation, insert: `${label} `, snippet: false, replace }));
  }
  const named = new Set(before.split(/[\s,]+/));
  return POLICY_RULES.filter(rule => !named.has(rule.id)).map(rule => ({
    label: rule.id,
    kind: 'value',
    detail: rule.category,
    documentation: rule.summary,
    insert: rule.id,
    snippet: false,
    replace,
  }));
}
