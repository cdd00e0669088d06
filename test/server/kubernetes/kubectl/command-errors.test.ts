import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestsOfCommand } from '../../../../server/kubernetes/kubectl/requests-of-command.ts';
import { parseManifests } from '../../../../server/yaml/parse-manifests.ts';

/** Every message names the word that is wrong and says what would be right. */
const ERRORS: readonly (readonly [string, RegExp])[] = [
  ['kubectl', /name a command, for example "kubectl get pods"/],
  ['kubectl gett pods', /no command "gett"; did you mean "get"\?/],
  ['kubectl rollout', /"kubectl rollout" alone sends no request; follow it with one of history, /],
  ['kubectl get', /name a resource type, for example "pods"/],
  ['kubectl get pdos', /no built-in resource is called "pdos"; did you mean pods\?/],
  ['kubectl get gizmos', /"gizmos"; a custom resource needs its group here: gizmos\.GROUP/],
  ['kubectl get pods --namspace x', /no flag --namspace; did you mean --namespace\?/],
  ['kubectl get pods -n', /flag needs an argument: -n/],
  ['kubectl get pods/', /"pods\/" lacks a name; write TYPE\/NAME/],
  ['kubectl get pods,services -w', /only one resource type can be watched at a time/],
  ['kubectl get pod web -A', /by name across all namespaces/],
  ['kubectl delete pods', /name the pods, or give -l SELECTOR or --all/],
  ['kubectl exec web-0', /needs a command after "--"/],
  ['kubectl scale deployment/web', /needs --replicas=COUNT/],
  ['kubectl wait pod/web', /needs --for=condition=NAME/],
  ['kubectl apply -f app.yaml', /kubectl reads app\.yaml, whose content is not given/],
  ['kubectl apply -f -', /kubectl reads standard input, whose content is not given/],
  ['kubectl apply -k overlay', /the kustomization in overlay, whose content is not given/],
  ['kubectl get pods --as-group=ops', /--as-group needs --as/],
  ['kubectl create deployment web --image=x --dry-run=maybe', /--dry-run needs a value: none, client or server, not "maybe"/],
  ['kubectl get pods --request-timeout=soon', /--request-timeout needs a duration such as 30s, not "soon"/],
  ['kubectl get pods "web', /the " at character 18 is not closed/],
  ["kubectl get 'pods", /the ' at character 13 is not closed/],
  ['kubectl get pods && kubectl get nodes', /several kubectl commands in one line; give them one at a time/],
  ['kubectl apply -f - <<EOF\nkind: Pod\n', /the here document has no closing line EOF/],
];

for (const [line, message] of ERRORS) {
  test(`refused with its place: ${line.replaceAll('\n', '⏎')}`, () => {
    const result = requestsOfCommand(line, { parseManifests });
    assert.match('error' in result ? result.error : `no error but ${JSON.stringify(result.requests)}`, message);
  });
}
