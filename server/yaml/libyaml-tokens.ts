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
  for (const lexeme of lexer.lex(text)) yield* parser.next(lexeme);
  yield* parser.end();
}
