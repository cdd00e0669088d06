import { type RequestContext, readRequests, requestFromObject } from '../kubernetes/read-request.ts';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { plainValue } from '../yaml/node.ts';
import { parseJson } from '../yaml/parse-json.ts';
import { parseManifests } from '../yaml/parse-manifests.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';

/** Who sends the request, and the files its command line names. */
export interface SampleContext {
  readonly user: RequestContext['user'];
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Reads the text a person gives for a request: an HTTP line, a kubectl command line (several requests), attributes in
 * YAML or JSON, or a recorded event. Errors say what would be understood.
 */
export function readSample(text: string, context: SampleContext): { requests: readonly SampledRequest[] } | { error: string } {
  const full = { ...context, parseManifests };
  const trimmed = text.trim();
  if (trimmed === '')
    return { error: 'Give a request: an HTTP line (GET /api/v1/pods), a kubectl command, attributes in YAML or JSON, or an audit event.' };
  const object = trimmed.startsWith('{') ? parseJson(trimmed) : /^[\w.]+\s*:(\s|$)/.test(trimmed) ? parseYaml(trimmed) : undefined;
  if (!object) return readRequests(trimmed, full);
  const broken = object.problems[0];
  if (broken || !object.root) return { error: `The attributes cannot be read: ${broken?.message ?? 'nothing there'}` };
  return requestFromObject(plainValue(object.root), full);
}

/** Reads one line of a requests file: JSON in one of the request forms. */
export function readRequestLine(line: string): { requests: readonly SampledRequest[] } | { error: string } {
  try {
    return requestFromObject(JSON.parse(line) as unknown, { user: null, parseManifests });
  } catch (error) {
    return { error: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
