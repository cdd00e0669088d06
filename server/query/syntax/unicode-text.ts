/** The text of `U&'\0041 \+01F600' [uescape '!']` from its first quote, where `raw` is what stands between the quotes. */
export interface UnicodeText {
  readonly end: number;
  readonly text: string;
  readonly problem?: string;
}

const ESCAPE_SIGN = /\s*uescape\s*'((?:[^']|''))'/iy;

/** Characters by their number: four digits behind the escape sign, six behind `+`; two signs are one of them. */
export function unicodeText(text: string, raw: string, end: number): UnicodeText {
  ESCAPE_SIGN.lastIndex = end;
  const told = ESCAPE_SIGN.exec(text);
  const sign = told ? told[1]![0]! : '\\';
  let problem: string | undefined;
  const escaped = new RegExp(
    `[${sign === '^' || sign === ']' || sign === '\\' ? '\\' : ''}${sign}](?:([\\da-fA-F]{4})|\\+([\\da-fA-F]{6})|(.?))`,
    'gsu',
  );
  const decoded = raw.replaceAll(escaped, (whole, four?: string, six?: string, other?: string) => {
    const point = Number.parseInt(four ?? six ?? '', 16);
    if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) return String.fromCodePoint(point);
    if (other === sign) return sign;
    problem ??= `${whole} is no character: four hexadecimal digits follow ${sign}, or + and six.`;
    return whole;
  });
  if (/[\s\da-fA-F+"']/.test(sign))
    problem = `${sign} cannot be the sign of uescape: take one that is no digit, letter a to f, +, quote or blank.`;
  return { end: told ? ESCAPE_SIGN.lastIndex : end, text: decoded, ...(problem !== undefined && { problem }) };
}
