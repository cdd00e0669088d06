import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';
import { lineStartOf } from './line-start.ts';
import type { Range, YamlProblem } from './node.ts';

/** What is wrong with a text, in libyaml's words where it has them, and in plain words. */
interface Words {
  readonly message: string;
  readonly plain: string;
}

export const TOO_DEEP: Words = { message: 'exceeded max depth of 10000', plain: 'This is nested too deeply to be read.' };

const KEY = 'did not find expected key';
const ITEM = "did not find expected '-' indicator";

const COLUMNS = 'The indentation does not fit: the fields of one object begin in one column, and so do the items of one list.';

/** The library's causes with the words of libyaml for them. A beginning of the library's message tells causes of one code apart. */
const CAUSES: readonly (Words & { readonly code: string; readonly begins?: string })[] = [
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    begins: 'Nested',
    message: 'mapping values are not allowed in this context',
    plain: 'A second "name: value" stands on one line. Begin a new line, or quote the text if the colon belongs to it.',
  },
  { code: 'BLOCK_AS_IMPLICIT_KEY', message: KEY, plain: COLUMNS },
  { code: 'BAD_INDENT', begins: 'All sequence', message: ITEM, plain: COLUMNS },
  { code: 'BAD_INDENT', message: KEY, plain: COLUMNS },
  { code: 'MULTILINE_IMPLICIT_KEY', message: KEY, plain: 'A field needs a colon behind its name.' },
  {
    code: 'MISSING_CHAR',
    begins: 'Sequence item',
    message: ITEM,
    plain: 'The list goes on with a line that does not begin with "- ", or in another column.',
  },
  { code: 'MISSING_CHAR', begins: 'Missing closing', message: 'found unexpected end of stream', plain: 'This quote is never closed.' },
  { code: 'MISSING_CHAR', begins: 'Implicit', message: "could not find expected ':'", plain: 'A field needs a colon behind its name.' },
  {
    code: 'MISSING_CHAR',
    begins: 'Flow sequence',
    message: "did not find expected ',' or ']'",
    plain: 'The [ of this list is never closed.',
  },
  { code: 'MISSING_CHAR', begins: 'Flow map', message: "did not find expected ',' or '}'", plain: 'The { of this object is never closed.' },
  {
    code: 'MISSING_CHAR',
    begins: 'Missing , between',
    message: "did not find expected ',' or ']'",
    plain: 'A comma is missing before this.',
  },
  {
    code: 'BAD_ALIAS',
    begins: 'Alias cannot',
    message: 'did not find expected alphabetic or numeric character',
    plain: 'A literal * must be quoted: "*".',
  },
  {
    code: 'TAB_AS_INDENT',
    message: 'found character that cannot start any token',
    plain: 'YAML is indented with spaces; here stands a tab.',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    begins: 'Unexpected block-seq-ind',
    message: 'block sequence entries are not allowed in this context',
    plain: 'A list begins on the line after its field, or stands in square brackets.',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    message: KEY,
    plain: 'Behind the end of the value stands more text. Quote the value as a whole, or begin a new line.',
  },
  {
    code: 'BAD_SCALAR_START',
    message: 'found character that cannot start any token',
    plain: 'A text cannot begin with this character unless it is quoted.',
  },
  {
    code: 'BAD_DQ_ESCAPE',
    message: 'found unknown escape character',
    plain: 'YAML does not know this backslash sequence. Write \\\\ for a backslash.',
  },
];

/** A problem the library found, told as libyaml would and at the place a person must change. */
export function syntaxProblem(text: string, error: YAMLError, document: Document.Parsed): YamlProblem {
  const cause = CAUSES.find(c => c.code === error.code && error.message.startsWith(c.begins ?? ''));
  // the library goes into nested text by recursion and may tell its end as a trouble of the text
  if (error.message.startsWith('Maximum call stack')) return { code: 'syntax', range: placeOf(text, error, document), ...TOO_DEEP };
  const deeper = error.message.startsWith('Nested') ? lineOfColon(text, error.pos[0]) : undefined;
  if (cause && deeper !== undefined) {
    const plain = 'This line is indented deeper than the fields beside it, so it would go on with the value above. Give it their column.';
    return { code: 'syntax', range: restOfLine(text, deeper), message: cause.message, plain };
  }
  const misplaced = cause?.message === KEY || cause?.message === ITEM ? placeOf(text, error, document) : undefined;
  if (cause && misplaced) {
    const message = isItemExpected(text, lineStartOf(text, misplaced.start)) ? ITEM : KEY;
    return { code: 'syntax', range: misplaced, message, plain: cause.plain };
  }
  const own = error.message.split('\n')[0]!.replace(/ at line \d+.*$/, '');
  return {
    code: 'syntax',
    range: placeOf(text, error, document),
    message: cause?.message ?? own,
    plain: cause?.plain ?? `${own}.`,
    ...(error.code === 'BAD_ALIAS' && { quote: true }),
  };
}

/** Whether the end of the text is the trouble: a quote or a bracket that nothing closes. */
export const isNeverClosed = ({ plain }: YamlProblem): boolean => plain?.endsWith('is never closed.') === true;

export const isUnclosedQuote = (error: YAMLError): boolean => error.code === 'MISSING_CHAR' && error.message.startsWith('Missing closing');
export const isUnclosedFlow = (error: YAMLError): boolean =>
  (error.code === 'MISSING_CHAR' || error.code === 'BAD_INDENT') && error.message.startsWith('Flow');

function placeOf(text: string, error: YAMLError, document: Document.Parsed): Range {
  const [start] = error.pos;
  if (isUnclosedQuote(error) || isUnclosedFlow(error)) {
    const opening = openedBefore(document, start, isUnclosedQuote(error));
    if (opening !== undefined) return isUnclosedQuote(error) ? restOfLine(text, opening) : { start: opening, end: opening + 1 };
  }
  if (error.code === 'TAB_AS_INDENT') {
    const tabs = /[\t ]*\t[\t ]*/y;
    tabs.lastIndex = lineStartOf(text, start);
    const found = tabs.exec(text);
    if (found) return { start: found.index, end: found.index + found[0].length };
  }
  return error.code === 'BAD_ALIAS' ? { start, end: Math.min(text.length, start + 1) } : restOfLine(text, start);
}

/** Where the last quoted scalar, or the last flow collection, begins that reaches to an offset. */
function openedBefore(document: Document.Parsed, offset: number, quoted: boolean): number | undefined {
  let opening: number | undefined;
  visit(document, {
    Node(_, node) {
      const range = node.range;
      const open = quoted ? isScalar(node) && node.type?.startsWith('QUOTE') : isCollection(node) && node.flow;
      if (open && range && range[0] < offset + 1 && range[2] >= offset) opening = range[0];
    },
  });
  return opening;
}

/**
 * Whether libyaml would miss an item or a key on a line that fits nowhere: it closes every collection that begins right of
 * the line, and what is open then goes on with the one or the other.
 */
function isItemExpected(text: string, lineStart: number): boolean {
  const column = indentOf(text.slice(lineStart));
  const line = lineAbove(text, lineStart, l => indentOf(l.text) <= column);
  if (!line || !isItem(line.text) || contentColumn(line.text) <= column) return false;
  const dash = indentOf(line.text);
  const field = lineAbove(text, line.start, l => indentOf(l.text) <= dash && !(isItem(l.text) && indentOf(l.text) === dash));
  // a list in the column of its field is no collection of its own
  return !field || contentColumn(field.text) !== dash;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** The nearest line above an offset that is neither blank nor a comment and fulfils a condition. */
function lineAbove(text: string, offset: number, holds: (line: Line) => boolean): Line | undefined {
  for (let end = offset - 1; end > 0; ) {
    const start = lineStartOf(text, end);
    const line = { text: text.slice(start, end), start };
    if (/^\s*[^\s#]/.test(line.text) && holds(line)) return line;
    end = start - 1;
  }
  return undefined;
}

const isItem = (line: string): boolean => /^ *-(\s|$)/.test(line);

/** Where the content of a line begins, behind the dashes of list items. */
const contentColumn = (line: string): number => /^ *(- +)*/.exec(line)![0].length;

const indentOf = (line: string): number => line.length - line.replace(/^ +/, '').length;

/** Where the line begins that holds the next colon of a field, if that is a later line. */
function lineOfColon(text: string, from: number): number | undefined {
  const colon = text.slice(from).search(/:(\s|$)/);
  const line = colon < 0 ? 0 : lineStartOf(text, from + colon);
  return line > from ? line : undefined;
}

const COMMENT_LINE = /(?<=^[ \t]*)#.*\n\s*(?=\S)/my;

/** From the first character that says something, at an offset or behind it, to the end of its line, comments left out; never empty in a text. */
function restOfLine(text: string, from: number): Range {
  let start = Math.min(Math.max(0, from), text.length);
  while (start < text.length && /\s/.test(text[start]!)) start++;
  for (COMMENT_LINE.lastIndex = start; COMMENT_LINE.test(text); ) start = COMMENT_LINE.lastIndex;
  if (start === text.length) {
    // nothing follows: the last visible character stands for the place
    while (start > 0 && /\s/.test(text[start - 1]!)) start--;
    return { start: Math.max(0, start - 1), end: start === 0 ? text.length : start };
  }
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline < 0 ? text.length : newline);
  const shown = line.replace(/\s+#.*$/, '').trimEnd();
  return { start, end: start + Math.max(1, shown.length) };
}
