import { readFileSync } from 'node:fs';
import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import type { ReadRequests } from '../kubernetes/read-request.ts';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { readRequestLine, readSample } from '../policy/read-sample.ts';
import { type SimulatedPolicy, simulate, simulatedPolicy } from '../policy/simulate.ts';
import { readFilesOfCommand } from './read-files-of-command.ts';
import { CannotRun, kubernetesOption, loadedPolicy, readText, runCommand } from './read-policy.ts';
import { simulationText } from './simulation-text.ts';
import { writeOut } from './write-out.ts';

export interface SimulateOptions {
  readonly policy: string;
  readonly request?: string;
  readonly requests?: string;
  readonly user?: string;
  readonly group: readonly string[];
  readonly format: 'text' | 'json';
  readonly kubernetesVersion: string;
}

/** One request text with the line it stands on, counted from 0. */
type Sample = { readonly input: number } & ReadRequests;

/** `auditscope simulate`: 0, or 2 where it could not run (a policy the server refuses, a `--request` that cannot be read). */
export function simulateRequests(options: SimulateOptions): number {
  return runCommand(() => {
    if ((options.request === undefined) === (options.requests === undefined))
      throw new CannotRun('give either --request TEXT or --requests FILE');
    if (options.group.length > 0 && options.user === undefined)
      throw new CannotRun('--group needs --user: without a user, nobody is in a group');
    const kubernetes = kubernetesOption(options.kubernetesVersion);
    const policy = simulatedPolicy(loadedPolicy(options.policy, kubernetes));
    return options.request === undefined
      ? simulateFile(policy, options.requests!, options.format, kubernetes)
      : simulateText(policy, options.request, options, kubernetes);
  });
}

function simulateText(policy: SimulatedPolicy, text: string, options: SimulateOptions, kubernetes: KubernetesMinor): number {
  const user = options.user === undefined ? null : { name: options.user, groups: options.group };
  const sample = { input: 0, ...readSample(text, { user, kubernetes, files: readFilesOfCommand(text) }) };
  if (!('error' in sample)) writeOut(printed(policy, sample, options.format));
  else if (options.format === 'json') writeOut(printed(policy, sample, 'json'));
  else throw new CannotRun(`--request: ${sample.error}`);
  return 'error' in sample ? 2 : 0;
}

function simulateFile(policy: SimulatedPolicy, file: string, format: 'text' | 'json', kubernetes: KubernetesMinor): number {
  const text = file === '-' ? readFileSync(0, 'utf8') : readText(file);
  const lines = text.split('\n').flatMap((line, input) => (line.trim() === '' ? [] : [{ input, ...readRequestLine(line, kubernetes) }]));
  writeOut(lines.map(sample => printed(policy, sample, format)).join(format === 'text' ? '\n' : ''));
  return 0;
}

function printed(policy: SimulatedPolicy, sample: Sample, format: 'text' | 'json'): string {
  if ('error' in sample)
    return format === 'json'
      ? `${JSON.stringify({ input: sample.input, error: sample.error })}\n`
      : `line ${sample.input + 1} cannot be read: ${sample.error}\n`;
  if (format === 'json')
    return sample.requests.map(request => `${JSON.stringify(simulationLine(policy, sample.input, request))}\n`).join('');
  if (sample.requests.length === 0) return 'This command sends no request to the API server.\n';
  return sample.requests.map(request => simulationText(policy.spec, request, simulate(policy, request))).join('\n');
}

/** The public shape of one simulation. */
function simulationLine(policy: SimulatedPolicy, input: number, { method, url, note, ...request }: SampledRequest): object {
  const { level, rule, omitStages, omitManagedFields, attributes, events, trace } = simulate(policy, {
    ...request,
    ...(url !== undefined && { url }),
  });
  return { input, level, rule, omitStages, omitManagedFields, attributes, events, trace, method, url, note };
}
