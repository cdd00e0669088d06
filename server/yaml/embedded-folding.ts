import type { Stretch } from './embedded-place.ts';

/** Puts a text together and remembers which pieces of it stand in another text as they are. */
export class TextJoiner {
  readonly #pieces: string[] = [];
  readonly #stretches: Stretch[] = [];
  #length = 0;

  /** Adds what stands at `outer` in the other text; pieces that follow each other in both are one stretch. */
  take(piece: string, outer: number): void {
    const last = this.#stretches.at(-1);
    if (last && last.inner + last.length === this.#length && last.outer + last.length === outer)
      this.#stretches[this.#stretches.length - 1] = { ...last, length: last.length + piece.length };
    else this.#stretches.push({ inner: this.#length, outer, length: piece.length });
    this.replace(piece);
  }

  /** Adds what the other text writes otherwise. */
  replace(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  joined(): { readonly text: string; readonly stretches: readonly Stretch[] } {
    return { text: this.#pieces.join(''), stretches: this.#stretches };
  }
}

interface Line {
  readonly outer: number;
  readonly text: string;
}

/** The lines of a folded block scalar (`>`): breaks between two lines at the left edge become spaces, others stay. */
export function foldedText(lines: readonly Line[]): { readonly text: string; readonly stretches: readonly Stretch[] } {
  const joiner = new TextJoiner();
  const isBlank = (line: Line | undefined) => line !== undefined && !/\S/.test(line.text);
  const isDeeper = (line: Line | undefined) => line !== undefined && /^[ \t]/.test(line.text);
  let before: Line | undefined;
  for (const [i, line] of lines.entries()) {
    if (isBlank(line)) {
      joiner.take(line.text, line.outer);
      continue;
    }
    const content = line.text.replace(/\r?\n$/, '');
    joiner.take(content, line.outer);
    before = line;
    const next = lines.slice(i + 1).find(l => !isBlank(l));
    const lineBreak = line.text.slice(content.length);
    if (!next || isDeeper(before) || isDeeper(next)) joiner.take(lineBreak, line.outer + content.length);
    else if (!isBlank(lines[i + 1])) joiner.replace(' ');
  }
  return joiner.joined();
}
