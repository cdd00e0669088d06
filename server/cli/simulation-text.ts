import { mainRequest } from '../kubernetes/kubectl/main-request.ts';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { failedWords, requestTitle, shortList, simulationSentence, userWords } from '../policy/describe-simulation.ts';
import type { PolicySpec } from '../policy/policy-spec.ts';
import type { StagePreview } from '../policy/recorded-events.ts';
import { type SimulatedPolicy, type Simulation, simulate } from '../policy/simulate.ts';

/**
 * The requests of one command: the one it is about in full, the others in a line each, in the order they are sent. There is
 * at least one.
 */
export function requestsText(policy: SimulatedPolicy, requests: readonly SampledRequest[]): string {
  const at = mainRequest(requests);
  const main = requests[at]!;
  const text = simulationText(policy.spec, main, simulate(policy, main));
  if (requests.length === 1) return text;
  const others = requests.filter(request => request !== main).map(request => requestRow(request, simulate(policy, request)));
  return [text, `${at === 0 ? 'Then' : 'Beside it'}, in this order:`, ...table(others), ''].join('\n');
}

function requestRow({ attributes, note }: SampledRequest, { level, rule }: Simulation): string[] {
  const title = requestTitle(attributes);
  return [level, rule === null ? 'no rule' : `rule ${rule + 1}`, note === undefined ? title : `${title} (${note})`];
}

/** A simulation as a person reads it: level and rule first, then the rules that were tried, then the stages. */
function simulationText(spec: PolicySpec, request: SampledRequest, simulation: Simulation): string {
  const { level, rule } = simulation;
  const lines = [
    `${level}${rule === null ? '' : `, rule ${rule + 1}`}: ${requestTitle(request.attributes)}, by ${userWords(request.attributes.user)}`,
    ...(request.url === undefined ? [] : [`  ${request.method ?? ''} ${request.url}`]),
    `  ${simulationSentence(simulation)}`,
    ...(request.note === undefined ? [] : [`  Note: ${request.note}${request.note.endsWith('?') ? '' : '.'}`]),
    ...table(traceRows(spec, request, simulation)),
    ...table(simulation.stages.map(stage => stageRow(stage, level))),
  ];
  return `${lines.join('\n')}\n`;
}

function traceRows(spec: PolicySpec, request: SampledRequest, { trace, rule }: Simulation): string[][] {
  const width = String(trace.length).length;
  const rows = trace.map(({ rule: number, failed }) => {
    const tried = spec.rules[number]!;
    const start = [`rule ${String(number + 1).padStart(width)}`, tried.level];
    if (failed === undefined) return [...start, 'decides'];
    const words = failedWords(tried, failed, request.attributes);
    return [...start, words.selector, `wants ${shortList(words.wanted)}; the request has ${words.found}`];
  });
  return rule === null ? [...rows, ['no rule', 'None', 'decides']] : rows;
}

function stageRow({ stage, omitted, requestObject, responseObject }: StagePreview, level: string): string[] {
  if (omitted) return [stage, level === 'None' ? 'not recorded' : 'not recorded: omitStages leaves it out'];
  const body = (name: string, { recorded, reason }: StagePreview['requestObject']) => `${name} ${recorded ? '' : 'left out: '}${reason}`;
  return [stage, `recorded; ${body('requestObject', requestObject)}; ${body('responseObject', responseObject)}`];
}

/** Rows with their columns aligned, the last one as long as it is. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.slice(0, -1).entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map(row => `  ${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  ')}`);
}
