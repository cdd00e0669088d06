import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { findingInFile } from '../../../../server/policy/embedded/place-in-file.ts';
import { policiesIn } from '../../../../server/policy/embedded/policies-in.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';

const folder = new URL('fixtures/', import.meta.url);
const checker = createPolicyChecker({ kubernetes: 37, levels: {} });

/** A file's policies, and per error its place, the text there and its code. */
function found(name: string): string[] {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const document = TextDocument.create('', 'yaml', 0, text);
  return policiesIn(text).flatMap(part => {
    const policy = parsePolicy(part.text);
    const errors = checker.check(policy).filter(f => f.severity === 'error');
    const findings = errors.map(f => {
      const { range, code, severity } = findingInFile(part, f);
      const { line, character } = document.positionAt(range.start);
      return `  ${line + 1}:${character + 1} ${severity} ${code} ${JSON.stringify(text.slice(range.start, range.end).slice(0, 60))}`;
    });
    return [`${name} ${part.name}: ${policy.rules.length} rules`, ...findings];
  });
}

test('the policies in real manifests are found, and so is what kube-apiserver refuses or drops of them', () => {
  const names = readdirSync(folder).filter(n => n.endsWith('.yaml'));
  assert.equal(names.length, 10);
  const lines = `${names.flatMap(found).join('\n')}\n`;
  const snapshot = new URL('findings.txt', folder);
  if (process.env.UPDATE_FINDINGS) writeFileSync(snapshot, lines);
  assert.equal(lines, readFileSync(snapshot, 'utf8'));
});
