import { dirname, relative, resolve, sep } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import type { LintedFile } from './linted-file.ts';
import { printable } from './printable.ts';
import { readText } from './read-text.ts';
import { writeFile } from './write-out.ts';

/** Findings that are there already: how often each, by file and fingerprint. A file's path is relative to the baseline's folder. */
interface Baseline {
  readonly version: 1;
  readonly files: Readonly<Record<string, readonly BaselineEntry[]>>;
}

interface BaselineEntry {
  readonly code: string;
  readonly fingerprint: string;
  readonly count: number;
}

export interface Silenced {
  readonly linted: readonly LintedFile[];
  /** How many findings the baseline silenced. */
  readonly silenced: number;
  /** How many it names that the linted files no longer have. */
  readonly gone: number;
}

/** Leaves out what a baseline names, as often as it names it. */
export function withoutBaseline(linted: readonly LintedFile[], baselineFile: string): Silenced {
  const { files } = readBaseline(baselineFile);
  let silenced = 0;
  let gone = 0;
  const left = linted.map(l => {
    const budget = new Map((files[keyOf(baselineFile, l.file)] ?? []).map(e => [e.fingerprint, e.count]));
    const findings = l.findings.filter(({ fingerprint }) => {
      const count = budget.get(fingerprint) ?? 0;
      if (count === 0) return true;
      budget.set(fingerprint, count - 1);
      silenced++;
      return false;
    });
    for (const count of budget.values()) gone += count;
    return { ...l, findings };
  });
  return { linted: left, silenced, gone };
}

/** Writes a baseline of all findings; answers how many. */
export function writeBaseline(linted: readonly LintedFile[], baselineFile: string): number {
  const files = linted
    .filter(l => l.findings.length > 0)
    .map(l => {
      const entries = new Map<string, BaselineEntry>();
      for (const { code, fingerprint } of l.findings)
        entries.set(fingerprint, { code, fingerprint, count: (entries.get(fingerprint)?.count ?? 0) + 1 });
      const sorted = [...entries.values()].sort((a, b) => (a.code + a.fingerprint < b.code + b.fingerprint ? -1 : 1));
      return [keyOf(baselineFile, l.file), sorted] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const baseline: Baseline = { version: 1, files: Object.fromEntries(files) };
  writeFile(baselineFile, `${JSON.stringify(baseline, undefined, 2)}\n`);
  return linted.reduce((sum, l) => sum + l.findings.length, 0);
}

const keyOf = (baselineFile: string, file: string): string =>
  relative(dirname(resolve(baselineFile)), resolve(file))
    .split(sep)
    .join('/');

function readBaseline(file: string): Baseline {
  let read: unknown;
  try {
    read = JSON.parse(readText(file, 'baseline'));
  } catch (error) {
    if (error instanceof CannotRun) throw error;
  }
  if (!isBaseline(read)) throw new CannotRun(`${printable(file)}: is no baseline; --write-baseline writes one`);
  return read;
}

function isBaseline(value: unknown): value is Baseline {
  const { version, files } = (value ?? {}) as Partial<Baseline>;
  const isEntry = (e: Partial<BaselineEntry> | null) => typeof e?.fingerprint === 'string' && typeof e.count === 'number';
  return (
    version === 1 &&
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every(entries => Array.isArray(entries) && entries.every(isEntry))
  );
}
