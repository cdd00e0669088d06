import type { Severity } from '../lint/finding.ts';
import type { LintedFile } from './linted-file.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/** Findings as workflow commands: GitHub shows them at their lines of a pull request. */
export function lintGithub(linted: readonly LintedFile[]): string {
  return linted
    .flatMap(({ file, document, findings }) =>
      findings.map(({ code, severity, message, range }) => {
        const [start, end] = [document.positionAt(range.start), document.positionAt(range.end)];
        const place: Record<string, string | number> = { file, line: start.line + 1, endLine: end.line + 1 };
        // columns are only understood within one line
        if (start.line === end.line) Object.assign(place, { col: start.character + 1, endColumn: end.character + 1 });
        const properties = Object.entries({ ...place, title: code }).map(([key, value]) => `${key}=${property(String(value))}`);
        return `::${COMMANDS[severity]} ${properties.join(',')}::${data(message)}\n`;
      }),
    )
    .join('');
}

/** No text of a policy may end a command or begin another. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
