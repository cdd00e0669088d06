import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { readRequestFile } from '../policy/features/request-lines.ts';
import { namedCustomResources } from '../policy/named-custom-resources.ts';
import { type NumberedRequests, readRequestLines, readSample, type SampleContext } from '../policy/read-sample.ts';
import { type SimulatedPolicy, simulate, simulatedPolicy } from '../policy/simulate.ts';
import { CannotRun } from './cannot-run.ts';
import { readFilesOfCommand } from './read-files-of-command.ts';
import { kubernetesOption, loadedPolicy } from './read-policy.ts';
import { readInput } from './read-text.ts';
import { runCommand } from './run-command.ts';
import { requestsText } from './simulation-text.ts';
import { userOption } from './user-option.ts';
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

/** `auditscope simulate`: 0, or 2 where it could not run (a policy the server refuses, a `--request` that cannot be read). */
export function simulateRequests(options: SimulateOptions): Promise<number> {
  return runCommand(() => {
    if ((options.request === undefined) === (options.requests === undefined))
      throw new CannotRun('give either --request TEXT or --requests FILE');
    const user = userOption(options);
    const kubernetes = kubernetesOption(options.kubernetesVersion);
    const policy = simulatedPolicy(loadedPolicy(options.policy, kubernetes));
    const known = { kubernetes, customResources: namedCustomResources(policy.spec) };
    return options.request === undefined
      ? simulateFile(policy, options.requests!, options.format, known)
      : simulateText(policy, options.request, options.format, { ...known, user });
  });
}

type Known = Pick<SampleContext, 'kubernetes' | 'customResources'>;

function simulateText(policy: SimulatedPolicy, text: string, format: 'text' | 'json', known: Known & Pick<SampleContext, 'user'>): number {
  const sample = { input: 0, ...readSample(text, { ...known, files: readFilesOfCommand(text) }) };
  if ('error' in sample && format === 'text') throw new CannotRun(`--request: ${sample.error}`);
  writeOut(printed(policy, sample, format));
  return 'error' in sample ? 2 : 0;
}

function simulateFile(policy: SimulatedPolicy, file: string, format: 'text' | 'json', known: Known): number {
  const text = readInput(file, 'request');
  const samples = file.endsWith('.audit-requests') ? readWrittenRequests(text, known) : readRequestLines(text.split('\n'), known);
  writeOut(samples.map(sample => printed(policy, sample, format)).join(format === 'text' ? '\n' : ''));
  return 0;
}

/** The requests of a file that people write, as in the editor; the policy is that of `--policy`. */
function readWrittenRequests(text: string, known: Known): readonly NumberedRequests[] {
  return readRequestFile(text).lines.map(({ range, request, user }) => {
    const input = text.slice(0, range.start).split('\n').length - 1;
    return { input, ...readSample(request, { ...known, user, files: readFilesOfCommand(request) }) };
  });
}

function printed(policy: SimulatedPolicy, sample: NumberedRequests, format: 'text' | 'json'): string {
  if ('error' in sample)
    return format === 'json'
      ? `${JSON.stringify({ input: sample.input, error: sample.error })}\n`
      : `line ${sample.input + 1} cannot be read: ${sample.error}\n`;
  if (format === 'json')
    return sample.requests.map(request => `${JSON.stringify(simulationLine(policy, sample.input, request))}\n`).join('');
  if (sample.requests.length === 0) return 'This command sends no request to the API server.\n';
  return requestsText(policy, sample.requests);
}

/** The public shape of one simulation. */
function simulationLine(policy: SimulatedPolicy, input: number, { method, url, note, unusual, ...request }: SampledRequest): object {
  const { level, rule, omitStages, omitManagedFields, attributes, events, trace } = simulate(policy, {
    ...request,
    ...(url !== undefined && { url }),
  });
  return { input, level, rule, omitStages, omitManagedFields, attributes, events, trace, method, url, note, unusual };
}
