import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits, applyFixes, compatibleFixes, safeFixes } from '../../../server/lint/apply-fixes.ts';
import type { Finding, Fix } from '../../../server/lint/finding.ts';

const edit = (start: number, end: number, newText: string) => ({ range: { start, end }, newText });
const fix = (...edits: Fix['edits']): Fix => ({ title: 'fix', safe: true, edits });
const finding = (...fixes: Fix[]): Finding => ({ code: 'x', severity: 'warning', range: { start: 0, end: 1 }, message: '', fixes });

test('edits are applied at their places, whatever their order', () => {
  assert.equal(applyEdits('one two three', [fix(edit(8, 13, '3'), edit(0, 3, '1')), fix(edit(4, 7, '2'))]), '1 2 3');
});

test('a fix whose edit meets an earlier one is left out whole', () => {
  const first = fix(edit(0, 3, 'a'));
  const half = fix(edit(2, 4, 'b'), edit(10, 11, 'b'));
  const free = fix(edit(10, 12, 'c'));
  assert.deepEqual(compatibleFixes([first, half, free]), [first, free]);
});

test('two insertions at one place, and edits of one fix that overlap, are not applied together', () => {
  assert.equal(compatibleFixes([fix(edit(3, 3, 'a')), fix(edit(3, 3, 'b'))]).length, 1);
  assert.deepEqual(compatibleFixes([fix(edit(0, 5, ''), edit(3, 8, ''))]), []);
});

test('only the first safe fix of a finding is taken', () => {
  const unsafe = { ...fix(edit(0, 1, 'u')), safe: false };
  const [first, second] = [fix(edit(0, 1, 'a')), fix(edit(5, 6, 'b'))];
  assert.deepEqual(safeFixes([finding(unsafe, first, second)]), [first]);
});

test('compatible fixes never overlap, and every fix left out meets one that is taken or itself', () => {
  const anyEdit = fc.tuple(fc.nat(40), fc.nat(6)).map(([start, length]) => edit(start, start + length, 'x'));
  fc.assert(
    fc.property(fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), all => {
      const fixes = all.map(edits => fix(...edits));
      const taken = compatibleFixes(fixes);
      const ranges = taken.flatMap(f => f.edits.map(e => e.range)).sort((a, b) => a.start - b.start || a.end - b.end);
      for (const [i, range] of ranges.entries()) if (i > 0) assert.ok(ranges[i - 1]!.end < range.start);
      for (const left of fixes.filter(f => !taken.includes(f))) assert.equal(compatibleFixes([...taken, left]).length, taken.length);
    }),
  );
});

/** Finds each `b` and turns it into what `into` says. */
const checkFor = (from: string, into: string) => (text: string) =>
  [...text.matchAll(new RegExp(from, 'g'))].map(m => finding(fix(edit(m.index, m.index + from.length, into))));

test('fixes that touch are applied in later rounds, until none is left', () => {
  const check = checkFor('b', '');
  assert.deepEqual(applyFixes('abbbba', check), { text: 'aa', findings: [], applied: 4 });
});

test('fixes that undo each other end, with what is still found', () => {
  const check = (text: string) => [...checkFor('a', 'b')(text), ...checkFor('b', 'a')(text)];
  const { text, findings } = applyFixes('a', check);
  assert.equal(text, 'a');
  assert.equal(findings.length, 1);
});
