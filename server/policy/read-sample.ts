import { type CustomResource, customResourcesOf } from '../kubernetes/custom-resources.ts';
import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { type ReadRequests, type RequestContext, readRequests, requestFromObject } from '../kubernetes/read-request.ts';
import { plainValue, type YamlTree } from '../yaml/node.ts';
import { parseJson } from '../yaml/parse-json.ts';
import { parseManifests } from '../yaml/parse-manifests.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';

/** Who sends the request, and what a kubectl command line would find around it. */
export interface SampleContext {
  readonly user: RequestContext['user'];
  /** Decides on the versions kubectl uses; the newest known where not given. */
  readonly kubernetes?: KubernetesMinor;
  /** Custom resources that kubectl would find in the cluster. */
  readonly customResources?: readonly CustomResource[];
  /** Contents of the files a kubectl command line names. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What one line of a requests file stands for, with its zero-based number. */
export type NumberedRequests = { readonly input: number } & ReadRequests;

/**
 * Reads the text a person gives for a request: an HTTP line, a kubectl (several requests) or curl command line, attributes
 * in YAML or JSON, or a recorded event. Errors name the place and say what would be understood.
 */
export function readSample(text: string, context: SampleContext): ReadRequests {
  const full = { ...context, parseManifests };
  const object = objectIn(text);
  return object ? readObject(text, object, full) : readRequests(text, full);
}

/**
 * Reads the lines of a requests file: JSON in one of the request forms, which name their user themselves. Custom resources
 * that some lines tell of are known to the kubectl commands of all of them. Blank lines are passed over; `input` is the line.
 */
export function readRequestLines(lines: readonly string[], context: Omit<SampleContext, 'user' | 'files'>): readonly NumberedRequests[] {
  const trees = lines.flatMap((line, input) => (line.trim() === '' ? [] : [{ line, input, tree: parseJson(line) }]));
  const told = customResourcesOf(
    trees.map(({ tree }) => tree.root && plainValue(tree.root)),
    parseManifests,
  );
  const full = { ...context, user: null, parseManifests, customResources: [...told, ...(context.customResources ?? [])] };
  return trees.map(({ line, input, tree }) => ({ input, ...readObject(line, tree, full) }));
}

/** The object a text holds: JSON by its first character, YAML by a key at its beginning; comments may stand before it. */
function objectIn(text: string): YamlTree | undefined {
  if (/^\s*[{[]/.test(text)) return parseJson(text);
  return /^(?:\s*(?:#.*)?\n)*\s*(?:---\s*\n\s*)?["']?[\w.-]+["']?\s*:(?:\s|$)/.test(text) ? parseYaml(text) : undefined;
}

function readObject(text: string, { root, problems }: YamlTree, context: RequestContext): ReadRequests {
  const broken = problems.find(problem => problem.code !== 'duplicate-key');
  if (broken) return { error: `${placeOf(text, broken.range.start)}: ${broken.message}` };
  return root ? requestFromObject(plainValue(root), context) : { error: 'the request is empty' };
}

/** "line 2, column 5", counted from 1. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `line ${before.split('\n').length}, column ${offset - before.lastIndexOf('\n')}`;
}
