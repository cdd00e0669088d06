import { javaDouble } from './java-double.ts';
import { members, valueEnd } from './json-reader.ts';

/** A value written anew as SLS writes it: no blanks, numbers in their plain form, keys in order where `sorted` (of repeated ones the last). */
export function writeJson(text: string, at: number, sorted: boolean): string {
  switch (text[at]) {
    case '[': {
      valueEnd(text, at);
      return `[${Array.from(members(text, at), m => writeJson(text, m.start, sorted)).join(',')}]`;
    }
    case '{': {
      valueEnd(text, at);
      const entries = Array.from(members(text, at), m => [m.key!, m.start] as const);
      const kept = sorted ? [...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : entries;
      return `{${kept.map(([key, start]) => `${JSON.stringify(key)}:${writeJson(text, start, sorted)}`).join(',')}}`;
    }
    case '"':
      return JSON.stringify(JSON.parse(text.slice(at, valueEnd(text, at))));
    default: {
      const scalar = text.slice(at, valueEnd(text, at));
      return /^-?\d/.test(scalar) && /[.eE]/.test(scalar) ? javaDouble(Number(scalar)) : scalar;
    }
  }
}
