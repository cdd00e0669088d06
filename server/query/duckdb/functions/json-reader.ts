import type { JsonStep } from '../../catalog/json-path.ts';

/** The text stops being JSON before what was asked for. */
export class DamagedJson extends Error {}

const CONTROL = `${String.fromCharCode(0)}-${String.fromCharCode(31)}`;
/** A string: no control characters, and of escapes those that JSON has. */
const STRING = new RegExp(`"(?:[^"\\\\${CONTROL}]|\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*"`, 'y');
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANKS = /[ \t\n\r]*/y;
const DEEPEST = 1000;

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

export const skipBlanks = (text: string, at: number): number => matchEnd(BLANKS, text, at);

function expect(end: number): number {
  if (end < 0) throw new DamagedJson();
  return end;
}

/** The end of the value that begins at a place. */
export function valueEnd(text: string, at: number, depth = 0): number {
  switch (text[at]) {
    case '{':
    case '[': {
      if (depth > DEEPEST) throw new Error(`JSON is nested deeper than ${DEEPEST} here.`);
      let end = at + 1;
      for (const member of members(text, at, depth)) end = member.end();
      return closing(text, at, end);
    }
    case '"':
      return expect(matchEnd(STRING, text, at));
    case 't':
    case 'f':
    case 'n':
      return expect(matchEnd(WORD, text, at));
    default:
      return expect(matchEnd(NUMBER, text, at));
  }
}

/** Behind the bracket that closes what was opened, after the last member. */
function closing(text: string, open: number, end: number): number {
  const at = skipBlanks(text, end);
  if (text[at] !== (text[open] === '{' ? '}' : ']')) throw new DamagedJson();
  return at + 1;
}

export interface JsonMember {
  /** Of objects, decoded. */
  readonly key?: string;
  readonly start: number;
  /** Reads the value; what is behind it cannot be reached before. */
  readonly end: () => number;
}

/** Members of an object or elements of an array, read one by one; damage shows when it is reached. */
export function* members(text: string, open: number, depth = 0): Generator<JsonMember, void> {
  const object = text[open] === '{';
  let at = skipBlanks(text, open + 1);
  if (text[at] === (object ? '}' : ']')) return;
  for (;;) {
    let key: string | undefined;
    if (object) {
      const end = expect(matchEnd(STRING, text, at));
      key = JSON.parse(text.slice(at, end)) as string;
      at = skipBlanks(text, end);
      if (text[at] !== ':') throw new DamagedJson();
      at = skipBlanks(text, at + 1);
    }
    const start = at;
    let known: number | undefined;
    const end = () => {
      known ??= valueEnd(text, start, depth + 1);
      return known;
    };
    yield { ...(key !== undefined && { key }), start, end };
    at = skipBlanks(text, end());
    if (text[at] !== ',') {
      if (text[at] !== (object ? '}' : ']')) throw new DamagedJson();
      return;
    }
    at = skipBlanks(text, at + 1);
  }
}

/** Where the value of a path begins; the first of repeated members. Undefined where there is none. Reads only as far as it must. */
export function findJson(text: string, steps: readonly (string | number)[], from = skipBlanks(text, 0)): number | undefined {
  let at = from;
  for (const step of steps) {
    if (text[at] !== (typeof step === 'string' ? '{' : '[')) {
      // what stands here must be a value nevertheless
      valueEnd(text, at);
      return undefined;
    }
    const found = typeof step === 'number' && step < 0 ? [...members(text, at)].at(step) : nth(members(text, at), step);
    if (!found) return undefined;
    at = found.start;
  }
  return at;
}

function nth(all: Iterable<JsonMember>, step: string | number): JsonMember | undefined {
  let index = 0;
  for (const member of all) if (typeof step === 'string' ? member.key === step : index++ === step) return member;
  return undefined;
}

/** Every place that a path with wildcards leads to. */
export function findAllJson(text: string, steps: readonly JsonStep[], from = skipBlanks(text, 0)): number[] {
  const wildcard = steps.findIndex(step => typeof step === 'object');
  const sure = (wildcard < 0 ? steps : steps.slice(0, wildcard)) as readonly (string | number)[];
  const at = findJson(text, sure, from);
  if (at === undefined) return [];
  if (wildcard < 0) return [at];
  if (text[at] !== '[' && text[at] !== '{') return [];
  return [...members(text, at)].flatMap(member => findAllJson(text, steps.slice(wildcard + 1), member.start));
}

/** The text of a whole document without blanks around; throws where there is anything behind it. */
export function wholeJson(text: string): number {
  const start = skipBlanks(text, 0);
  if (skipBlanks(text, valueEnd(text, start)) !== text.length) throw new DamagedJson();
  return start;
}
