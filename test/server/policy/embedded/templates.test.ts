import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { certainFindings } from '../../../../server/policy/embedded/certain-findings.ts';
import { findingInFile } from '../../../../server/policy/embedded/place-in-file.ts';
import { policiesIn } from '../../../../server/policy/embedded/policies-in.ts';
import { maskTemplates, unmasked } from '../../../../server/policy/embedded/template-mask.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';

const { check, analyse } = createPolicyChecker({ kubernetes: 37, levels: {} });

/** Code and text of every certain finding of a file. */
const told = (file: string) =>
  policiesIn(file).flatMap(part => {
    const policy = parsePolicy(part.text);
    return certainFindings(part, policy, runSteps(analyse(policy)), check).map(f => {
      const { range } = findingInFile(part, f);
      return `${f.code} ${file.slice(range.start, range.end)}`;
    });
  });

const HELM = `{{- if .Values.audit.enabled }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "chart.fullname" . }}-audit
  labels: {{- include "chart.labels" . | nindent 4 }}
data:
  policy.yaml: |
    apiVersion: audit.k8s.io/v1
    kind: Policy
    {{- with .Values.audit.omitStages }}
    omitStages: {{ toYaml . | nindent 6 }}
    {{- end }}
    rules:
      {{- range .Values.audit.extraRules }}
      - {{ toYaml . | nindent 8 }}
      {{- end }}
      - level: {{ .Values.audit.level }}
        verb: [get]
      - level: Metadatum
        users: ["a"]
      - level: None
        users: ["{{ .Values.user }}"]
      {{- if .Values.audit.strict }}
      - level: Metadata
      {{- end }}
{{- end }}
`;

test('of a Helm template only what is wrong whatever the values are is told', () => {
  assert.deepEqual(told(HELM), ['refused-level Metadatum']);
});

test('templates elsewhere in the file leave a policy certain', () => {
  const file = HELM.slice(0, HELM.indexOf('    {{- with')).concat('    rules:\n      - level: Nothing\n{{- end }}\n');
  assert.ok(told(file).includes('refused-level Nothing'));
});

test('a policy that is a Jinja template gets no false error', () => {
  const file = `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
{% for user in audit_users %}
  - level: {{ audit_level | default("Metadata") }}
    users: ["{{ user }}"]
{% endfor %}
{# the rest #}
  - level: \${AUDIT_LEVEL}
`;
  assert.deepEqual(told(file), []);
  assert.equal(policiesIn(file)[0]!.templates.length, 4);
});

test('a masked text is as long as before, and its templates can be read in words', () => {
  const masked = maskTemplates(HELM);
  assert.equal(masked.text.length, HELM.length);
  assert.deepEqual([...masked.text.matchAll(/\n/g)].map(m => m.index).length > 0, true);
  assert.ok(masked.templates.every(({ start, end }) => /^\{\{[\s\S]*\}\}$/.test(HELM.slice(start, end))));
  assert.match(unmasked(masked.text), /level: \{\{ \.Values\.audit\.level \}\}/);
  assert.deepEqual(maskTemplates('a: {b: {c: 1}}'), { text: 'a: {b: {c: 1}}', templates: [] });
});
