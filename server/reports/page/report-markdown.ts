import type { LogScope, LogSummary, PanelDefinition, PanelResult } from '../../protocol/log.ts';
import { absentText, cellText } from '../charts/cell-text.ts';
import { cutMiddle } from '../charts/cut-middle.ts';
import { filterText } from '../charts/field-names.ts';
import { missingFields } from '../charts/missing-fields.ts';
import { exactNumber, shareText } from '../charts/number-text.ts';
import { zonedTime } from '../charts/time-text.ts';
import { visibleText } from '../charts/visible-text.ts';
import type { ReportPageInput } from './report-page.ts';

/** Rows of a distribution; a summary that is pasted somewhere is read, not searched. */
const TOP = 10;
const NAME = 80;

/** What a report says in short, for a ticket or a message: what was looked at, the figures, and who and what comes first. */
export function reportMarkdown({ report, summary, scope, panels }: ReportPageInput): string {
  const outcomes = new Map(panels.map(p => [p.id, p]));
  const figures: string[] = [];
  const distributions: string[] = [];
  const lists: string[] = [];
  for (const panel of report.panels) {
    const outcome = outcomes.get(panel.id);
    if (!outcome || 'failed' in outcome) figures.push(`- ${panel.title}: not available`);
    else if (panel.kind === 'number') figures.push(`- ${panel.title}: ${figure(outcome, missingFields(panel, summary))}`);
    else if (panel.kind === 'bars') distributions.push(distribution(panel, outcome));
    else if (panel.kind === 'table') lists.push(`- ${panel.title}: ${outcome.cut ? 'more than ' : ''}${exactNumber(outcome.rows.length)}`);
  }
  return `${[
    `## ${report.title} of ${code(summary.name)}`,
    [sizeText(summary), timesText(summary, scope), ...conditions(scope), ...damage(summary)].map(line => `- ${line}`).join('\n'),
    section('Figures', figures),
    ...distributions,
    section('Important events', lists),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

/** Nothing counted where nothing could be counted is not zero. */
function figure({ rows }: PanelResult, missing: readonly string[]): string {
  const value = Number(rows[0]?.[0] ?? 0);
  return value === 0 && missing.length > 0 ? `unknown, the log has no ${missing.join(' or ')}` : exactNumber(value);
}

const section = (title: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}`);

const sizeText = ({ events, requests }: LogSummary): string =>
  `The log: ${exactNumber(events)} ${events === 1 ? 'event' : 'events'} of ${exactNumber(requests)} ${requests === 1 ? 'request' : 'requests'}`;

function timesText({ from, to }: LogSummary, { timeZone }: LogScope): string {
  if (from === null || to === null) return 'Its time: no event has one';
  return `Its time: ${zonedTime(Date.parse(from), timeZone)} → ${zonedTime(Date.parse(to), timeZone)} ${timeZone}`;
}

function conditions({ filters, from, to, timeZone }: LogScope): readonly string[] {
  const chips = filters.map(filter => code(filterText(filter)));
  const text = (time: number | undefined) => (time === undefined ? '…' : zonedTime(time, timeZone));
  if (from !== undefined || to !== undefined) chips.push(`time ${text(from)} → ${text(to)}`);
  return chips.length === 0 ? [] : [`Only: ${chips.join(', ')}`];
}

function damage({ skippedLines, truncated }: LogSummary): readonly string[] {
  const lines = skippedLines === 0 ? [] : [`Left out: ${exactNumber(skippedLines)} damaged ${skippedLines === 1 ? 'line' : 'lines'}`];
  return truncated ? [...lines, 'The compressed file ends early'] : lines;
}

function distribution(panel: PanelDefinition, { columns: [column], rows }: PanelResult): string {
  if (rows.length === 0 || !column) return section(panel.title, [panel.empty]);
  const all = rows.reduce((sum, row) => sum + Number(row[1]), 0);
  const lines = rows.slice(0, TOP).map(([name = null, count], i) => {
    const text = cellText(name, column);
    return `${i + 1}. ${text === '' ? absentText(column) : code(text)}: ${exactNumber(Number(count))} (${shareText(Number(count), all)})`;
  });
  const rest = rows.length - TOP;
  if (rest > 0) lines.push('', `and ${exactNumber(rest)} more; shares are of all ${rows.length}`);
  return section(panel.title, lines);
}

/**
 * A text of the log as Markdown code: in it nothing is a link, a mention, a picture or HTML. The fence is longer than any
 * row of backticks inside.
 */
function code(text: string): string {
  const shown = cutMiddle(visibleText(text), NAME);
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length)));
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
