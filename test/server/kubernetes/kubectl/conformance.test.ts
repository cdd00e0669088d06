import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestsOfCommand } from '../../../../server/kubernetes/kubectl/requests-of-command.ts';
import { attributesOf } from '../../../../server/kubernetes/request-info.ts';
import { parseManifests } from '../../../../server/yaml/parse-manifests.ts';
import { vectors } from '../vectors.ts';

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly verb: string;
  readonly objectRef: Readonly<Record<string, string>> | null;
  /** Discovery and OpenAPI documents, which simulations leave out. */
  readonly discovery?: boolean;
}

interface Command {
  readonly command: string;
  readonly stdinOrFiles?: Readonly<Record<string, string>>;
  readonly requests: readonly Sent[];
}

/** A request as a policy sees it; a name that only the cluster could tell counts as none, and that of a create is in its body. */
function shape(verb: string, ref: Readonly<Record<string, string>> | null, path: string, known: string): string {
  if (!ref?.resource) return `${verb} ${path}`;
  const { apiGroup = '', resource, subresource = '', namespace = '', name = '' } = ref;
  const named = known.includes(name) && !(verb === 'create' && subresource === '');
  return [verb, apiGroup, resource, subresource, namespace, named ? name : ''].join(' ');
}

function derivedShape({ method, url }: { readonly method: string; readonly url: string }, known: string): string {
  const found = attributesOf({ method, url, user: null });
  assert.ok(!('error' in found), `${method} ${url}`);
  const { apiGroup, resource, subresource, namespace, name } = found;
  return shape(found.verb, found.isResourceRequest ? { apiGroup, resource, subresource, namespace, name } : null, found.path, known);
}

const commands = vectors<Command>('conformance/kubectl-requests.jsonl.gz').map(({ command, stdinOrFiles = {}, requests }) => {
  const result = requestsOfCommand(command, { files: stdinOrFiles, parseManifests });
  const known = command + JSON.stringify(stdinOrFiles);
  const sent = requests.filter(request => !request.discovery);
  return { command, known, sent, derived: 'error' in result ? [] : result.requests };
});

test('kubectl 1.36: at least these many of its command lines come out whole, as a policy sees them', () => {
  const whole = commands.filter(({ known, sent, derived }) => {
    const actual = new Set(sent.map(({ verb, objectRef, url }) => shape(verb, objectRef, url.split('?')[0]!, known)));
    const found = new Set(derived.map(request => derivedShape(request, known)));
    const more = [...found].filter(request => !actual.has(request)).length;
    return [...actual].every(request => found.has(request)) && more <= Math.max(1, actual.size);
  });
  assert.equal(commands.length, 436);
  assert.ok(whole.length >= 400, `${whole.length} of ${commands.length}`);
});

test('kubectl 1.36: at least these many are equal to the letter, in order and with every query parameter', () => {
  const lines = (requests: readonly { readonly method: string; readonly url: string }[]) =>
    requests.map(r => `${r.method} ${r.url}`).join('\n');
  const equal = commands.filter(({ sent, derived }) => lines(sent) === lines(derived.filter(request => !request.unusual)));
  assert.ok(equal.length >= 284, `${equal.length} of ${commands.length}`);
});

test('no command line makes the reader throw, however it is cut', () => {
  for (const { command } of commands) {
    for (const end of [command.length >> 1, command.length - 1]) {
      const result = requestsOfCommand(command.slice(0, end), { parseManifests });
      assert.ok('error' in result ? result.error !== '' : Array.isArray(result.requests), command);
    }
  }
});
