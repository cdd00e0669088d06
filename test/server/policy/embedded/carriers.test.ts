import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { applyEdits } from '../../../../server/lint/apply-fixes.ts';
import type { Finding } from '../../../../server/lint/finding.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { fixesInFile, offsetInPolicy, rangeInFile } from '../../../../server/policy/embedded/place-in-file.ts';
import { type PolicyPart, policiesIn } from '../../../../server/policy/embedded/policies-in.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { CARRIERS, type Carrier } from './carriers.ts';

const folder = new URL('../fixtures/real-policies/', import.meta.url);

/** Real policies, without what no carrier can hold: a text that is not one YAML document. */
const POLICIES = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .map(name => readFileSync(new URL(name, folder), 'utf8').replace(/^﻿|^---[ \t]*\n/g, ''))
  .filter(text => !/^(---|\.\.\.)/m.test(text) && /^[\w#]/.test(text) && !text.includes('\t') && readable(text));

function readable(text: string): boolean {
  try {
    return typeof parse(text) === 'object';
  } catch {
    return false;
  }
}

const checker = createPolicyChecker({ kubernetes: 37, levels: {} });
const findingsOf = (text: string): readonly Finding[] => checker.check(parsePolicy(text));

function only(carrier: Carrier, file: string): PolicyPart {
  const parts = policiesIn(file);
  assert.deepEqual(
    parts.map(p => p.name),
    [carrier.part],
    file,
  );
  return parts[0]!;
}

/** What a YAML reader sees, against the text we take for it: blank ends aside. */
function assertSame(carrier: Carrier, file: string, text: string): void {
  const seen = carrier.read(file);
  if (carrier.mapping) assert.deepEqual(seen, parse(text), file);
  else assert.equal(String(seen).trimEnd(), text.trimEnd(), file);
}

test('there are enough policies, and findings with fixes in them', () => {
  assert.ok(POLICIES.length > 30, String(POLICIES.length));
  assert.ok(POLICIES.flatMap(findingsOf).filter(f => f.fixes).length > 30);
});

for (const carrier of CARRIERS) {
  test(`${carrier.name}: the policy is found as a YAML reader reads it, and says the same as alone`, () => {
    for (const policy of POLICIES) {
      const file = carrier.write(policy);
      const part = only(carrier, file);
      assertSame(carrier, file, part.text);
      const [alone, inside] = [policy, part.text].map(text =>
        findingsOf(text)
          .map(f => f.code)
          .toSorted(),
      );
      assert.deepEqual(inside, alone, file);
    }
  });

  test(`${carrier.name}: every place of the policy leads to its letters in the file and back`, () => {
    for (const policy of POLICIES) {
      const file = carrier.write(policy);
      const part = only(carrier, file);
      for (const { index, 0: word } of part.text.matchAll(/[\w.-]+/g)) {
        const range = rangeInFile(part, { start: index, end: index + word.length });
        assert.equal(file.slice(range.start, range.end), word);
        assert.equal(offsetInPolicy(part, range.start), index);
        assert.equal(offsetInPolicy(part, range.end), index + word.length);
      }
    }
  });

  test(`${carrier.name}: fixes change the policy in the file as they would change it alone`, () => {
    let mapped = 0;
    let refused = 0;
    for (const policy of POLICIES) {
      const file = carrier.write(policy);
      const part = only(carrier, file);
      for (const fix of findingsOf(part.text).flatMap(f => f.fixes ?? [])) {
        const [inFile] = fixesInFile(file, part, [fix]);
        if (!inFile) {
          refused++;
          continue;
        }
        mapped++;
        assertSame(carrier, applyEdits(file, [inFile]), applyEdits(part.text, [fix]));
      }
    }
    assert.ok(mapped > 30, `${mapped} of ${mapped + refused}`);
    // a break that folding would swallow cannot be written without changing the lines around it
    if (carrier.name === 'folded, with blank lines between') assert.ok(refused < mapped / 4, `${refused} of ${mapped + refused}`);
    else assert.equal(refused, 0);
  });
}
