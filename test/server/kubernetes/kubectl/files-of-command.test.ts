import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Found, filesOfCommand } from '../../../../server/kubernetes/kubectl/files-of-command.ts';
import { parseManifests } from '../../../../server/yaml/parse-manifests.ts';

/** A folder as data: texts by path. */
const DISK: Readonly<Record<string, string>> = {
  'pod.yaml': 'kind: Pod',
  'my pod.yaml': 'kind: Pod # blank',
  'all/a.yaml': 'a: 1',
  'all/b.json': '{}',
  'all/readme.md': '# no',
  'all/deep/c.yml': 'c: 1',
  'kz/kustomization.yaml': 'resources: [cm.yaml, ../base, https://example.com/x]\ncomponents: [missing]',
  'kz/cm.yaml': 'kind: ConfigMap',
  'base/kustomization.yml': 'resources: [deploy.yaml, ../kz]',
  'base/deploy.yaml': 'kind: Deployment',
};

function at(path: string): Found {
  const name = path.replace(/^\.\//, '').replace(/\/$/, '');
  if (Object.hasOwn(DISK, name)) return DISK[name];
  const folder = name === '.' ? '' : `${name}/`;
  const inside = Object.keys(DISK).filter(file => file.startsWith(folder));
  const names = new Set(inside.map(file => file.slice(folder.length).replace(/\/.*/, '/')));
  return names.size > 0 ? [...names] : undefined;
}

function gathered(line: string): string[] {
  const wanted = filesOfCommand(line, parseManifests);
  let step = wanted.next();
  while (!step.done) step = wanted.next(at(step.value));
  for (const [name, text] of Object.entries(step.value)) assert.equal(text, DISK[name], name);
  return Object.keys(step.value);
}

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['kubectl apply -f pod.yaml', ['pod.yaml']],
  ['kubectl apply -fpod.yaml', ['pod.yaml']],
  ['kubectl apply -f=./pod.yaml', ['pod.yaml']],
  ['kubectl apply --filename=pod.yaml', ['pod.yaml']],
  ['kubectl apply --filename "my pod.yaml"', ['my pod.yaml']],
  ["kubectl diff -f pod.yaml,'my pod.yaml'", ['pod.yaml', 'my pod.yaml']],
  ['kubectl apply -f pod.yaml -f all/a.yaml', ['pod.yaml', 'all/a.yaml']],
  ['kubectl apply -f all', ['all/a.yaml', 'all/b.json']],
  ['kubectl apply -R -f all/', ['all/a.yaml', 'all/b.json', 'all/deep/c.yml']],
  ['kubectl delete -f .', ['my pod.yaml', 'pod.yaml']],
  ['kubectl apply -k kz', ['kz/kustomization.yaml', 'kz/cm.yaml', 'base/kustomization.yml', 'base/deploy.yaml']],
  ['kubectl apply -f missing.yaml -f pod.yaml', ['pod.yaml']],
  // a follow flag, standard input, an address, no command at all
  ['kubectl logs -f pod.yaml', []],
  ['cat pod.yaml | kubectl apply -f -', []],
  ['kubectl apply -f https://example.com/pod.yaml', []],
  ['kubectl exec web-0 -- cat -f pod.yaml', []],
  ['GET /api/v1/pods?x=-f pod.yaml', []],
  ['kubectl apply -f "pod.yaml', []],
];

for (const [line, files] of CASES) test(`files of: ${line}`, () => assert.deepEqual(gathered(line), files));
