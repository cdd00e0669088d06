import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import type { YamlProblem } from './node.ts';

/** What Go's encoding/json expects where the library misses something, with a plain sentence. */
const CAUSES: Readonly<Record<string, readonly [go: string, plain: string]>> = {
  PropertyNameExpected: [
    'looking for beginning of object key string',
    'A field name in double quotes belongs here. A comma before a closing brace must go.',
  ],
  ValueExpected: [
    'looking for beginning of value',
    'A value belongs here: a text in double quotes, a list, an object, true or false. A comma before a closing bracket must go.',
  ],
  ColonExpected: ['after object key', 'A colon belongs between the name of a field and its value.'],
  CommaExpected: ['after object key:value pair', 'A comma belongs before this.'],
  CloseBraceExpected: ['after object key:value pair', 'The object is not closed: a } is missing.'],
  CloseBracketExpected: ['after array element', 'The list is not closed: a ] is missing.'],
  EndOfFileExpected: ['after top-level value', 'Behind the end of the policy stands more text. Delete it.'],
  InvalidSymbol: ['looking for beginning of value', 'This is no JSON value. A text stands in double quotes.'],
  InvalidCommentToken: ['looking for beginning of value', 'JSON has no comments. A policy with comments must be YAML.'],
  UnexpectedEndOfString: ['in string literal', 'This text is not closed on its line: a double quote is missing.'],
  InvalidEscapeCharacter: ['in string escape code', 'JSON does not know this backslash sequence. Write \\\\ for a backslash.'],
  InvalidUnicode: ['in \\u hexadecimal character escape', 'A \\u sequence takes four hexadecimal digits.'],
  InvalidCharacter: ['in string literal', 'An invisible control character stands here. Delete it.'],
};

/** A problem the library found, in Go's words as far as they are known. */
export function jsonSyntaxProblem(text: string, error: ParseError): YamlProblem {
  const [go, plain] = CAUSES[printParseErrorCode(error.error)] ?? ['', 'This text cannot be read as JSON.'];
  const end = text.trimEnd().length;
  const start = Math.max(0, Math.min(error.offset, end - 1));
  const message = error.offset >= end ? 'unexpected end of JSON input' : `invalid character ${JSON.stringify(text[start])} ${go}`;
  return {
    code: 'syntax',
    range: { start, end: Math.min(text.length, Math.max(start + 1, error.offset + error.length)) },
    message: message.trimEnd(),
    plain,
  };
}

/** What JSON.parse finds beyond the library, which lets some control characters and escapes pass. */
export function strictProblem(text: string): YamlProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = Math.min(Number(/position (\d+)/.exec(message)?.[1] ?? 0), Math.max(0, text.length - 1));
    return {
      code: 'syntax',
      range: { start: at, end: Math.min(text.length, at + 1) },
      message,
      plain: 'This text cannot be read as JSON.',
    };
  }
}
