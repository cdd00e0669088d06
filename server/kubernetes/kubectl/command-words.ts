import { CommandFailure, fail } from './failure.ts';

/** A command line as a shell would hand it to kubectl. */
export interface CommandWords {
  /** The words after `kubectl`. */
  readonly words: readonly string[];
  /** The text of a here document, which kubectl reads as standard input. */
  readonly input?: string;
}

type Token = { readonly word: string } | { readonly operator: string };

/** Operators that end a word, longest first. */
const OPERATORS = ['<<-', '<<', '>>', '&>', '2>&1', '2>', '&&', '||', '|', ';', '>', '<', '&'];
const REDIRECTIONS: ReadonlySet<string> = new Set(['>>', '&>', '2>', '>', '<']);
const SEPARATORS: ReadonlySet<string> = new Set(['&&', '||', '|', ';', '&']);

/**
 * Splits a command line as a POSIX shell does (quotes, escapes, comments, continuation lines, here documents) and takes the
 * kubectl command out of it. Variables are left as they are written. Fails on no or several kubectl commands.
 */
export function commandWords(line: string): CommandWords {
  const { text, input } = takeHereDocument(line.trim());
  const commands: string[][] = [[]];
  let skipTarget = false;
  for (const token of tokensOf(text)) {
    if ('operator' in token) {
      if (SEPARATORS.has(token.operator)) commands.push([]);
      skipTarget = REDIRECTIONS.has(token.operator);
    } else if (skipTarget) {
      skipTarget = false;
    } else {
      commands.at(-1)!.push(token.word);
    }
  }
  const kubectl = commands.flatMap(words => {
    const at = words.findIndex(isKubectl);
    return at < 0 ? [] : [words.slice(at + 1)];
  });
  if (kubectl.length > 1) fail('several kubectl commands in one line; give them one at a time');
  const [words] = kubectl;
  if (!words) fail('this is no kubectl command line; it begins with "kubectl"');
  return input === undefined ? { words } : { words, input };
}

/** The words of any command line up to the first pipe or separator, or why the quotes are wrong. */
export function shellWords(line: string): { readonly words: readonly string[] } | { readonly error: string } {
  const words: string[] = [];
  try {
    for (const token of tokensOf(line.trim())) {
      if ('operator' in token) break;
      words.push(token.word);
    }
  } catch (error) {
    if (error instanceof CommandFailure) return { error: error.message };
    throw error;
  }
  return { words };
}

/** Whether a text is meant as a kubectl command line. */
export const looksLikeKubectl = (text: string): boolean =>
  /^\s*(?:\$\s+)?(?:[A-Za-z_]\w*=\S*\s+)*(?:sudo\s+)?(?:\S*\/)?(?:kubectl|k)(?:\.exe)?(?:\s|$)/.test(text);

const isKubectl = (word: string): boolean => /^(?:.*\/)?(?:kubectl|k)(?:\.exe)?$/.test(word);

function takeHereDocument(line: string): { readonly text: string; readonly input?: string } {
  const match = /<<-?\s*(['"]?)([\w.-]+)\1([^\n]*)\n/.exec(line);
  if (!match) return { text: line };
  const body = line.slice(match.index + match[0].length).split('\n');
  const end = body.findIndex(text => text.trim() === match[2]);
  if (end < 0) fail(`the here document has no closing line ${match[2]}`);
  const input = body
    .slice(0, end)
    .map(text => `${text}\n`)
    .join('');
  return { text: [line.slice(0, match.index) + match[3], ...body.slice(end + 1)].join('\n'), input };
}

function* tokensOf(text: string): Generator<Token> {
  let word: string | undefined;
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    const operator = OPERATORS.find(candidate => text.startsWith(candidate, at) && (word === undefined || !candidate.startsWith('2')));
    if (/\s/.test(character) || operator) {
      if (word !== undefined) yield { word };
      word = undefined;
      if (character === '\n') yield { operator: ';' };
      else if (operator) yield { operator };
      at += operator?.length ?? 1;
    } else if (character === '#' && word === undefined) {
      while (at < text.length && text[at] !== '\n') at++;
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) fail(`the ' at character ${at + 1} is not closed`);
      word = (word ?? '') + text.slice(at + 1, end);
      at = end + 1;
    } else if (character === '"') {
      const quoted = doubleQuoted(text, at + 1);
      word = (word ?? '') + quoted.value;
      at = quoted.end;
    } else if (character === '\\') {
      if (text[at + 1] !== '\n') word = (word ?? '') + (text[at + 1] ?? '');
      at += 2;
    } else {
      word = (word ?? '') + character;
      at++;
    }
  }
  if (word !== undefined) yield { word };
}

function doubleQuoted(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') return { value, end: at + 1 };
    if (character !== '\\') value += character;
    else if ('"\\$`'.includes(text[at + 1] ?? ' ')) value += text[++at];
    else if (text[at + 1] === '\n') at++;
    else value += character;
  }
  return fail(`the " at character ${start} is not closed`);
}
