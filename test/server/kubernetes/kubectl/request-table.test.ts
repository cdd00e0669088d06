import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMMANDS } from '../../../../server/kubernetes/kubectl/commands.ts';
import { mainRequest } from '../../../../server/kubernetes/kubectl/main-request.ts';
import { readRequests } from '../../../../server/kubernetes/read-request.ts';
import { parseManifests } from '../../../../server/yaml/parse-manifests.ts';

const FILES = {
  'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: prod\n',
  'role.yaml': 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: dev\n  namespace: prod\n',
};

/** A command line of every command; `create NAME` and `set NAME` stand for their like. */
const LINES = `annotate pod web-0 owner=dev
apply -f web.yaml
apply -f web.yaml --server-side
apply edit-last-applied deploy/web
apply set-last-applied -f web.yaml
apply view-last-applied deploy/web
attach web-0
auth can-i get pods
auth reconcile -f role.yaml
auth whoami
autoscale deploy web --max=5
certificate approve alice
certificate deny alice
cluster-info
cluster-info dump
cordon n1
cp web-0:/tmp/a a
cp a web-0:/tmp/a
create -f web.yaml
create configmap settings
create job now --from=cronjob/nightly
create token ci
debug web-0 -it --image=busybox
debug node/n1 -it --image=busybox
delete pod web-0
delete pods -l app=web
describe pod web-0
describe node n1
describe deploy web
diff -f web.yaml
drain n1 --ignore-daemonsets
edit deploy web
events
exec web-0 -- sh
exec deploy/web -- sh
expose deploy web --port=80
get pods
get pods -A -w
get pod web-0
get --raw /healthz
label pod web-0 tier=front
logs web-0
logs deploy/web
logs -l app=web
patch deploy web -p {}
port-forward web-0 8080
port-forward svc/web 8080
replace -f web.yaml
replace --force -f web.yaml
rollout history deploy/web
rollout pause deploy/web
rollout restart deploy/web
rollout resume deploy/web
rollout status deploy/web
rollout undo deploy/web
run web --image=nginx
run web --image=nginx -it --rm
scale deploy web --replicas=3
set env deploy/web A=1
set image deploy/web web=nginx
taint node n1 a=b:NoSchedule
top node
top pod
uncordon n1
version
wait pod/web-0 --for=condition=Ready`.split('\n');

function requestsOf(line: string): string {
  const read = readRequests(`kubectl ${line}`, { user: null, files: FILES, parseManifests });
  assert.ok(!('error' in read), `${line}: ${'error' in read && read.error}`);
  const { requests } = read;
  assert.notEqual(requests.length, 0, line);
  const main = mainRequest(requests);
  const texts = requests.map(({ attributes, unusual }, i) => {
    const { verb, isResourceRequest, resource, subresource, apiGroup, path } = attributes;
    const what = isResourceRequest ? [resource, ...(apiGroup === '' ? [] : [apiGroup])].join('.') : path;
    const text = `${verb} ${what}${subresource === '' ? '' : `/${subresource}`}`;
    return i === main ? `**${text}**` : unusual ? `*${text}*` : text;
  });
  return texts.join(', ');
}

const page = new URL('../../../../docs/requests.md', import.meta.url);
const table = [
  '',
  '| command | requests in order |',
  '|---|---|',
  ...LINES.map(line => `| \`kubectl ${line}\` | ${requestsOf(line)} |`),
  '',
].join('\n');

test('the page on requests tells what every kubectl command sends', () => {
  const text = readFileSync(page, 'utf8');
  const written = text.replace(/(<!-- kubectl -->\n).*(<!-- \/kubectl -->)/s, (_, open, close) => `${open}${table}${close}`);
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(page, written);
  assert.equal(text, written, 'read the difference, then write it with UPDATE_SNAPSHOTS=1');
});

test('every command that sends requests is on the page', () => {
  const alike = /^(?:create (?!token|job|configmap)|set (?!env|image))/;
  const told = Object.keys(COMMANDS).filter(name => LINES.some(line => `${line} `.startsWith(`${name} `)));
  const silent = ['api-resources', 'api-versions', 'completion', 'explain', 'kustomize', 'options', 'plugin', 'proxy'];
  assert.deepEqual(
    Object.keys(COMMANDS)
      .filter(name => !told.includes(name) && !alike.test(name))
      .sort(),
    silent,
  );
});
