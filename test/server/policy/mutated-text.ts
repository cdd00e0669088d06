import fc from 'fast-check';

/** What means something to a reader of YAML, or has broken one. */
export const YAML_PIECES: readonly string[] = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '?',
  ': ',
  '- ',
  '\n',
  '\r\n',
  '  ',
  '\t',
  '#',
  ' # c',
  '&a ',
  '*a',
  '<<: ',
  '|\n',
  '---\n',
  '...\n',
  '!!str ',
  '~',
  'null',
  'é',
  '🙂',
  '\u0000',
];

/** One of the texts after some edits that put in pieces, cutting away a few characters each. */
export const mutatedText = (texts: readonly string[], piece: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(6000), fc.nat(6), piece), { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) => edits.reduce(edited, text));

/** A text with characters replaced; a place behind its end counts from the beginning again. */
export function edited(text: string, [at, cut, put]: readonly [at: number, cut: number, put: string]): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + put + text.slice(place + cut);
}
