import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../server/lint/apply-fixes.ts';
import { applySuppressions } from '../../../server/lint/apply-suppressions.ts';
import type { Finding } from '../../../server/lint/finding.ts';
import type { LintRule } from '../../../server/lint/lint-rule.ts';
import { ruleLevels } from '../../../server/lint/rule-levels.ts';
import type { SuppressibleDocument } from '../../../server/lint/suppression.ts';
import { SUPPRESSION_RULES } from '../../../server/lint/suppression-rules.ts';

const rule = (id: string): LintRule => ({ id, level: 'warning', category: 'style', summary: 'A test.' });
const rules = [rule('no-x'), rule('no-y'), ...SUPPRESSION_RULES];

/** A document whose words `x` and `y` are found, with comments from `#` to the end of the line; braces make a part. */
function documentOf(text: string): SuppressibleDocument {
  const comments = [...text.matchAll(/#.*/g)].map(m => ({ value: m[0], range: { start: m.index, end: m.index + m[0].length } }));
  const partOn = (line: { start: number; end: number }) => {
    const open = text.indexOf('{', line.start);
    return open >= 0 && open < line.end ? { start: open, end: text.indexOf('}', open) + 1 } : undefined;
  };
  return { text, comments, partOn };
}

const findingsIn = (text: string): Finding[] =>
  [...text.replace(/#.*/g, c => ' '.repeat(c.length)).matchAll(/[xyz]/g)].map(m => ({
    code: `no-${m[0]}`,
    severity: 'warning',
    range: { start: m.index, end: m.index + 1 },
    message: m[0],
  }));

const apply = (text: string, settings: Record<string, string> = {}, complete = true) =>
  applySuppressions(documentOf(text), findingsIn(text), ruleLevels(rules, settings).levels, () => complete);

/** Findings as `line code`. */
const codes = (text: string, settings?: Record<string, string>, complete?: boolean) =>
  apply(text, settings, complete).map(f => `${text.slice(0, f.range.start).split('\n').length} ${f.code}`);

test('a comment on its own line covers what begins on the next', () => {
  assert.deepEqual(codes('# auditscope-ignore no-x: why\nx\nx'), ['3 no-x']);
  assert.deepEqual(codes('# auditscope-ignore no-x: why\n{ x\n x\n}\nx'), ['5 no-x']);
});

test('blank lines and other comments between it and what it covers do not matter', () => {
  assert.deepEqual(codes('# auditscope-ignore no-x: why\n\n# more\nx\nx'), ['5 no-x']);
});

test('a comment behind something covers its line only', () => {
  assert.deepEqual(codes('x # auditscope-ignore no-x: why\nx'), ['2 no-x']);
});

test('the file comment covers all of the file, wherever it stands', () => {
  assert.deepEqual(codes('x\n y\n# auditscope-ignore-file no-x: why\nx'), ['2 no-y']);
});

test('one comment silences several rules', () => {
  assert.deepEqual(codes('# auditscope-ignore no-x, no-y: why\nxy'), []);
});

test('what is no lint rule is never silenced', () => {
  assert.deepEqual(codes('# auditscope-ignore no-z: why\nz'), ['2 no-z', '1 unknown-suppression']);
});

test('a comment without effect is reported, also one of several ids', () => {
  assert.deepEqual(codes('# auditscope-ignore no-x: why\ny'), ['2 no-y', '1 unused-suppression']);
  assert.deepEqual(codes('# auditscope-ignore no-x, no-y: why\ny'), ['1 unused-suppression']);
  assert.deepEqual(codes('# auditscope-ignore no-x: why\n# auditscope-ignore no-x: why\nx'), []);
});

test('a rule that is off, or a document that could not be checked whole, makes no comment unused', () => {
  assert.deepEqual(codes('# auditscope-ignore no-x: why\ny', { 'no-x': 'off' }), ['2 no-y']);
  assert.deepEqual(codes('# auditscope-ignore no-x: why\ny', {}, false), ['2 no-y']);
});

test('a comment without reason silences and is reported', () => {
  for (const comment of [
    '# auditscope-ignore no-x',
    '# auditscope-ignore no-x:',
    '# auditscope-ignore no-x because',
    '#auditscope-ignore no-x : ',
  ]) {
    assert.deepEqual(codes(`${comment}\nx`), ['1 suppression-without-reason'], comment);
  }
});

test('comments that only look like one are reported and silence nothing', () => {
  for (const comment of [
    '# auditscope-ignore-line no-x: why',
    '# auditscope-ignore',
    '# auditscope-ignore: no-x',
    '# auditscope-ignored no-x: why',
  ]) {
    assert.deepEqual(codes(`${comment}\nx`), ['2 no-x', '1 unknown-suppression'], comment);
  }
  assert.deepEqual(codes('# see auditscope-ignore no-x: why\nx'), ['2 no-x']);
});

test('settings change the level of these reports', () => {
  assert.deepEqual(codes('# auditscope-ignore no-x\nx', { 'suppression-without-reason': 'off' }), []);
  const [report] = apply('# auditscope-ignore no-x\nx', { 'suppression-without-reason': 'error' });
  assert.equal(report?.severity, 'error');
});

const fixed = (text: string) => {
  const report = apply(text).find(f => f.code === 'unused-suppression')!;
  return applyEdits(text, report.fixes!);
};

test('the fix removes the comment, its line, or the one id', () => {
  assert.equal(fixed('a\n  # auditscope-ignore no-x: why\nb'), 'a\nb');
  assert.equal(fixed('a # auditscope-ignore no-x: why\nb'), 'a\nb');
  assert.equal(fixed('# auditscope-ignore no-x, no-y: why\ny'), '# auditscope-ignore no-y: why\ny');
  assert.equal(fixed('# auditscope-ignore no-x, no-y: why\nx'), '# auditscope-ignore no-x: why\nx');
});

test('an unused id is marked, not its comment', () => {
  const text = '# auditscope-ignore no-x, no-y: why\nx';
  const [{ range }] = apply(text) as [Finding];
  assert.equal(text.slice(range.start, range.end), 'no-y');
});

test('reading comments never throws, and every place lies in the text', () => {
  const part = fc.constantFrom(
    '# auditscope-ignore',
    '-file',
    ' no-x',
    ',',
    ' no-y',
    ':',
    ' why',
    '\n',
    'x',
    'y',
    '{',
    '}',
    ' ',
    '\r\n',
    '# ',
    '\u0000',
    'é',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 25 }), parts => {
      const text = parts.join('');
      const once = apply(text);
      for (const { range, fixes = [] } of once) {
        assert.ok(range.start >= 0 && range.start < range.end && range.end <= text.length);
        for (const fix of fixes)
          for (const e of fix.edits) assert.ok(e.range.start >= 0 && e.range.start <= e.range.end && e.range.end <= text.length);
      }
    }),
    { numRuns: 2000 },
  );
});
