import type { TextEdit } from '../../lint/finding.ts';
import type { RuleBody } from '../policy-rule.ts';
import { removeLines } from './list-edits.ts';
import { indentAt, lineStart, newlineAt, type SourceText, sourceAt, trimmed } from './source-text.ts';

/** What a new rule holds: lines, each indented by two spaces per level below the rule. */
export type RuleLines = readonly string[];

/** The indentation of a rule that is an item of a block list; undefined for other styles. */
function dashIndent(source: SourceText, body: RuleBody): string | undefined {
  return /^([ ]*)-[ ]+$/.exec(indentAt(source, body.range.start))?.[1];
}

const asItem = (lines: RuleLines, indent: string, newline: string): string =>
  lines.map((line, i) => `${indent}${i === 0 ? '- ' : '  '}${line}`).join(newline);

/** Puts a rule before another one and its comments. Undefined where the list is not in block style. */
export function insertRuleBefore(source: SourceText, body: RuleBody, lines: RuleLines): TextEdit | undefined {
  const indent = dashIndent(source, body);
  if (indent === undefined) return undefined;
  const newline = newlineAt(source, body.range.start);
  let at = lineStart(source, body.range.start);
  for (let above = lineStart(source, at - 1); at + source.offset > 0 && /^[ ]*#/.test(sourceAt(source, { start: above, end: at })); ) {
    at = above;
    above = lineStart(source, at - 1);
  }
  return { range: { start: at, end: at }, newText: asItem(lines, indent, newline) + newline };
}

/** Puts a rule after another one. Undefined where the list is not in block style. */
export function insertRuleAfter(source: SourceText, body: RuleBody, lines: RuleLines): TextEdit | undefined {
  const indent = dashIndent(source, body);
  if (indent === undefined) return undefined;
  const end = trimmed(source, body.range).end;
  const restOfLine = /^[^\r\n]*/.exec(source.text.slice(end + source.offset))![0];
  const at = end + (/^[ \t]*(#|$)/.test(restOfLine) ? restOfLine.length : 0);
  const newline = newlineAt(source, body.range.start);
  return { range: { start: at, end: at }, newText: newline + asItem(lines, indent, newline) };
}

/** Removes a rule's lines; comments above it stay. */
export const removeRule = (source: SourceText, body: RuleBody): TextEdit | undefined => removeLines(source, body.range, /^[ ]*-[ ]+$/);
