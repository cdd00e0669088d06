import type { Severity } from '../lint/finding.ts';
import { CannotRun } from './cannot-run.ts';
import { withoutBaseline, writeBaseline } from './lint-baseline.ts';
import { type ConfigOptions, settingsByFile } from './lint-config.ts';
import { lintFile } from './lint-file.ts';
import { lintGithub } from './lint-github.ts';
import { lintJson, lintText, SEVERITIES } from './lint-output.ts';
import { lintSarif } from './lint-sarif.ts';
import type { LintedFile } from './linted-file.ts';
import { printable } from './printable.ts';
import { runCommand } from './run-command.ts';
import { writeOut } from './write-out.ts';

export interface LintOptions extends ConfigOptions {
  readonly as?: 'policy' | 'query';
  readonly format: keyof typeof FORMATS;
  readonly failOn: Severity;
  readonly fix?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  /** Says nothing of files that hold nothing to lint, and is content with none. */
  readonly skipOthers?: boolean;
}

const FORMATS = { text: lintText, json: lintJson, sarif: lintSarif, github: lintGithub };

const NOTHING_KNOWN =
  'neither an audit policy (apiVersion audit.k8s.io/v1, kind Policy) nor a query (.slsq), skipped; --as policy takes it for one';

/**
 * `auditscope lint`: 0 clean, 1 problems at or above `--fail-on`, 2 could not run. A file that cannot be read keeps none of
 * the others from being judged, but the end is 2.
 */
export function lint(files: readonly string[], options: LintOptions): Promise<number> {
  return runCommand(() => {
    const settingsOf = settingsByFile(options);
    const all: LintedFile[] = [];
    let [unreadable, ignored] = [false, 0];
    for (const file of files) {
      const settings = settingsOf(file);
      const { ignoredBy } = settings;
      if (ignoredBy !== undefined) {
        ignored++;
        tell(`${printable(file)}: ignored, as ${printable(ignoredBy)} says`);
        continue;
      }
      try {
        const linted = lintFile(file, settings, { as: options.as, fix: options.fix ?? false });
        if (linted) all.push(linted);
        else if (!options.skipOthers) tell(`${printable(file)}: ${NOTHING_KNOWN}`);
      } catch (error) {
        if (!(error instanceof CannotRun)) throw error;
        unreadable = true;
        tell(error.message);
      }
    }
    if (options.writeBaseline !== undefined && !unreadable) return baselineWritten(all, options.writeBaseline);
    const linted = options.baseline === undefined ? all : silenced(all, options.baseline);
    if (linted.length > 0 || options.format === 'sarif') writeOut(FORMATS[options.format](linted));
    if (unreadable) return 2;
    if (linted.length === 0 && ignored === 0 && !options.skipOthers)
      throw new CannotRun('nothing to lint: none of the files is an audit policy or a query');
    const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
    return linted.some(l => l.findings.some(f => failing.includes(f.severity))) ? 1 : 0;
  });
}

const tell = (message: string) => process.stderr.write(`${message}\n`);

const counted = (count: number) => `${count} finding${count === 1 ? '' : 's'}`;

function baselineWritten(linted: readonly LintedFile[], file: string): number {
  tell(`${printable(file)}: ${counted(writeBaseline(linted, file))} written; --baseline silences them`);
  return 0;
}

function silenced(all: readonly LintedFile[], file: string): readonly LintedFile[] {
  const { linted, silenced, gone } = withoutBaseline(all, file);
  if (silenced > 0) tell(`${printable(file)}: silences ${counted(silenced)}`);
  if (gone > 0) tell(`${printable(file)}: ${counted(gone)} in it ${gone === 1 ? 'is' : 'are'} gone; --write-baseline writes it anew`);
  return linted;
}
