import { type CST, Lexer, Parser } from 'yaml';

/** The two steps of the library's lexer that end a token at an insufficiently indented line. */
interface IndentedSteps {
  indentNext: number;
  parseQuotedScalar(): Generator<string, unknown>;
  parseFlowCollection(): Generator<string, unknown>;
}

/**
 * The concrete syntax of a text as libyaml (and so go-yaml v2) cuts it: inside quotes and flow collections indentation
 * does not count, which YAML 1.2 and the library want otherwise.
 */
export function* libyamlTokens(text: string): Generator<CST.Token> {
  const lexer = new Lexer();
  const steps = lexer as unknown as IndentedSteps;
  for (const step of ['parseQuotedScalar', 'parseFlowCollection'] as const) {
    const indented = steps[step].bind(lexer);
    steps[step] = function* () {
      const indentNext = steps.indentNext;
      steps.indentNext = 0;
      const result = yield* indented();
      steps.indentNext = indentNext;
      return result;
    };
  }
  const parser = new Parser();
  for (const lexeme of lexer.lex(text)) yield* parser.next(isNeverClosed(lexeme, text) ? withoutLastQuotes(lexeme) : lexeme);
  yield* parser.end();
}

/** Whether the text ends inside a quoted scalar with a quote that belongs to its content, which the library takes for its end. */
function isNeverClosed(lexeme: string, text: string): boolean {
  const isDouble = lexeme.startsWith('"') && lexeme.endsWith('\\"');
  const isSingle = lexeme.startsWith("'") && lexeme.endsWith("''");
  if (!(isDouble || isSingle) || !text.endsWith(lexeme)) return false;
  return isDouble ? lengthOfEnd(lexeme.slice(1, -1), '\\') % 2 === 1 : lengthOfEnd(lexeme.slice(1), "'") % 2 === 0;
}

/** How often a text repeats a character at its end. */
function lengthOfEnd(text: string, character: string): number {
  let start = text.length;
  while (text[start - 1] === character) start--;
  return text.length - start;
}

/** The library looks at the last character alone. */
const withoutLastQuotes = (lexeme: string): string =>
  lexeme.startsWith('"') ? lexeme.slice(0, -1) : lexeme.slice(0, lexeme.length - lengthOfEnd(lexeme.slice(1), "'"));
