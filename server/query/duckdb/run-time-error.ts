const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /More than one row returned by a subquery/,
    'A sub-query that stands for one value gave more than one row: aggregate in it, or add limit 1.',
  ],
  [
    /with value (\S+) can't be cast because the value is out of range for the destination type (?:INT8|INT16|INT32)\b/,
    '$1 is beyond the type that it is cast to: integer ends at 2147483647. bigint is wider.',
  ],
  [/Could not cast value (\S+) to DECIMAL/, '$1 has more digits than the decimal that it is cast to; try_cast gives NULL instead.'],
  [/Expected ARRAY, but got/, 'JSON that is no array cannot be cast to one; try_cast gives NULL instead.'],
  [/Expected OBJECT, but got/, 'JSON that is no object cannot be cast to a map; try_cast gives NULL instead.'],
  [/Date out of range: ([\d-]+)/, 'There is no date $1; try(…) gives NULL instead.'],
  [/QUANTILE can only take/, 'The share of approx_percentile is a constant from 0 to 1.'],
  [
    /INT128 with value (-?\d+)|can't be cast because the value is out of range.*INT64/,
    'A result is beyond bigint, which ends at 9223372036854775807: calculate with doubles, for example * 1.0.',
  ],
  [
    /Overflow (?:in (?:addition|subtraction|multiplication|negation|division)|on abs)|out of range.*INT64|INT64.*out of range/i,
    'A result is beyond bigint, which ends at 9223372036854775807: calculate with doubles, for example * 1.0.',
  ],
  [/Could not convert string '(.*?)' to INT64/s, "'$1' is beyond bigint, which ends at 9223372036854775807."],
  [
    /Could not parse string "(.*?)" according to format/s,
    "'$1' is not written in the format of date_parse; try(date_parse(…)) gives NULL instead.",
  ],
  [/Unknown TimeZone '(.*?)'/, "'$1' is no time zone; zones are written 'Asia/Shanghai' or '+08:00'."],
  [/Malformed JSON/, 'A text that is read as JSON is none, or it is cut: try(…) gives NULL instead.'],
  [/[Mm]ap keys? (?:must be|have to be) unique/, 'A map would have the same key twice.'],
  [/[Mm]ap keys? can ?not be NULL/, 'The key of a map cannot be NULL.'],
  [
    /invalid perl operator|look-?(?:ahead|behind)|missing \)|missing \]|no argument for repetition|invalid escape|bad repetition|unexpected \)/,
    'The regular expression cannot be read: $detail. Look-around and back-references are not known to RE2.',
  ],
  [
    /Out of Memory|failed to (?:allocate|offload)/i,
    'The query needs more memory than the engine may use: narrow it by the search, a time range or fewer groups.',
  ],
];

/** What went wrong while a statement ran, in plain words: no part of the statement, no name of an error class. */
export function runTimeError(message: string): string {
  const [first = ''] = message.split(/\n\s*\n|\nLINE \d+:/);
  const detail = first.replace(/^[A-Z][A-Za-z ]*Error: /, '').trim();
  for (const [pattern, sentence] of KNOWN) {
    const found = pattern.exec(message);
    if (found) return sentence.replace('$1', () => found[1] ?? '').replace('$detail', () => detail);
  }
  return detail;
}
