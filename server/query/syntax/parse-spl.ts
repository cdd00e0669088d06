import type { SqlToken } from './sql-lexer.ts';
import type { SplPipeline } from './tree.ts';

/** Finds the commands of a pipeline of SPL, which is recognised and not read further: `where a = 'x' | stats c = count(*)`. */
export function parseSpl(text: string, from: number): SplPipeline {
  const commands: SplPipeline['commands'][number][] = [];
  let start = from;
  for (const end of [...pipes(text, from), text.length]) {
    const body = text.slice(start, end);
    const lead = body.length - body.trimStart().length;
    const range = { start: start + Math.min(lead, body.length), end: start + body.trimEnd().length };
    const name = /^\.?[A-Za-z_][\w-]*/.exec(body.trimStart())?.[0] ?? '';
    const nameRange = { start: range.start, end: range.start + name.length };
    if (range.end > range.start) commands.push({ range, name: { range: nameRange, name, quoted: false } });
    start = end + 1;
  }
  const last = commands.at(-1)?.range.end ?? from;
  return { range: { start: commands[0]?.range.start ?? from, end: last }, commands };
}

/** Offsets of the pipes outside of quotes and comments. */
function pipes(text: string, from: number): readonly number[] {
  const found: number[] = [];
  const parts = /'[^']*'|"[^"]*"|--[^\n]*|\|/g;
  parts.lastIndex = from;
  for (let match = parts.exec(text); match; match = parts.exec(text)) if (match[0] === '|') found.push(match.index);
  return found;
}

const COMMANDS: ReadonlySet<string> = new Set(
  `where extend project project-away project-rename parse-json parse-regexp parse-csv parse-kv pack-fields expand-values make-series
  stats sort limit dedup let`.split(/\s+/),
);

/** Whether the part behind the pipe begins with a command of SPL. */
export function beginsSpl(text: string, first: SqlToken | undefined): boolean {
  if (first?.kind !== 'word') return false;
  const command = /^[a-z]+(?:-[a-z]+)*/i.exec(text.slice(first.start, first.start + 40))?.[0].toLowerCase() ?? '';
  return COMMANDS.has(command);
}
