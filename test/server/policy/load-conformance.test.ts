import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEWEST_KUBERNETES } from '../../../server/kubernetes/kubernetes-version.ts';
import { documentLoadFindings, ruleLoadFindings } from '../../../server/policy/load-findings.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { policySpec } from '../../../server/policy/policy-spec.ts';
import { vectors } from '../kubernetes/vectors.ts';

interface Loading {
  readonly text: string;
  readonly accepted: boolean;
  readonly error: string | null;
  readonly warning: string | null;
  readonly decoded: Decoded | null;
}

interface Decoded {
  readonly Rules: readonly Readonly<Record<string, unknown>>[] | null;
  readonly OmitStages: readonly string[] | null;
  readonly OmitManagedFields: boolean;
}

const cases = vectors<Loading>('conformance/policy-loading.jsonl.gz');

const findingsOf = (text: string) => {
  const policy = parsePolicy(text);
  return [...documentLoadFindings(policy), ...policy.rules.flatMap(r => ruleLoadFindings(r.body, r.index, NEWEST_KUBERNETES))];
};
const refusals = (text: string) => findingsOf(text).filter(f => f.code.startsWith('refused'));

test('every text is accepted or refused as by kube-apiserver', () => {
  const wrong = cases.filter(c => refusals(c.text).length > 0 === c.accepted);
  assert.deepEqual(
    wrong.map(c => c.error ?? c.text.slice(0, 200)),
    [],
  );
  assert.ok(cases.length >= 900);
});

test("every refusal after decoding is told in the server's words", () => {
  const told = cases.filter(c => c.error && !c.error.startsWith('failed decoding'));
  for (const { text, error } of told) {
    const said = refusals(text)
      .map(f => f.message)
      .join('\n');
    const parts = error!.startsWith('[') ? error!.slice(1, -1).split(/, (?=rules\[\d+\]|omitStages\[)/) : [error!];
    for (const part of parts) assert.ok(said.includes(part), `${part}\nnot in\n${said}`);
  }
  assert.ok(told.length > 70);
});

test('a decoding error keeps its cause', () => {
  const versions = cases.filter(c => c.error?.includes('no kind "') || c.error?.includes('unexpected GroupVersion'));
  for (const { text, error } of versions)
    assert.ok(
      refusals(text).some(f => f.message.includes(error!)),
      error!,
    );
  const types = cases.filter(c => c.error?.includes('json: cannot unmarshal'));
  for (const { text, error } of types) {
    const cause = /cannot unmarshal \w+ into Go struct field [\w.]+/.exec(error!)?.[0] ?? 'cannot unmarshal';
    assert.ok(
      refusals(text).some(f => f.message.includes(cause)),
      `${cause}: ${refusals(text).map(f => f.message)}`,
    );
  }
});

test('what the server drops with a warning is an error of ours, and only that', () => {
  for (const { text, accepted, warning } of cases) {
    if (!accepted) continue;
    const dropped = findingsOf(text).filter(f => f.code === 'unknown-field' || f.code === 'duplicate-key');
    const named = (warning ?? '').match(/unknown field "[^"]*"|already set in map/g) ?? [];
    assert.equal(dropped.length > 0, warning !== null, warning ?? dropped[0]?.message);
    for (const name of named)
      assert.ok(
        dropped.some(f => f.message.includes(name)),
        name,
      );
  }
});

test('an accepted text decodes to the same policy', () => {
  let compared = 0;
  for (const { text, accepted, decoded } of cases) {
    if (!accepted) continue;
    assert.deepEqual(serverShape(text), normalised(decoded!), text);
    compared++;
  }
  assert.ok(compared >= 245);
});

const list = (value: unknown) => (Array.isArray(value) ? value : []);

/** The server's decoded policy with null lists as empty ones. */
function normalised(decoded: Decoded) {
  return {
    rules: list(decoded.Rules).map(rule => ({
      level: rule.Level,
      users: list(rule.Users),
      userGroups: list(rule.UserGroups),
      verbs: list(rule.Verbs),
      resources: list(rule.Resources).map(e => ({ group: e.Group, resources: list(e.Resources), resourceNames: list(e.ResourceNames) })),
      namespaces: list(rule.Namespaces),
      nonResourceURLs: list(rule.NonResourceURLs),
      omitStages: list(rule.OmitStages),
      omitManagedFields: rule.OmitManagedFields ?? undefined,
    })),
    omitStages: list(decoded.OmitStages),
    omitManagedFields: decoded.OmitManagedFields,
  };
}

const serverShape = (text: string): unknown => structuredClone(policySpec(parsePolicy(text)));
