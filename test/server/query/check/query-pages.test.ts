import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FixKind } from '../../../../scripts/rule-list.ts';
import { applyEdits, applyFixes } from '../../../../server/lint/apply-fixes.ts';
import type { Finding } from '../../../../server/lint/finding.ts';
import { ruleLevels } from '../../../../server/lint/rule-levels.ts';
import { SUPPRESSION_RULES } from '../../../../server/lint/suppression-rules.ts';
import { LINT_RULES } from '../../../../server/policy/rules/policy-rules.ts';
import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { checkQuery } from '../../../../server/query/check/check-query.ts';
import { QUERY_LINT_RULES, QUERY_RULES } from '../../../../server/query/check/query-rules.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { computedOf, pageIds, readPage, rewritePage } from './query-page.ts';

/** With UPDATE_PAGES set, what pages say of findings is written anew instead of checked; read the difference. */
const updating = process.env['UPDATE_PAGES'] !== undefined;

const { levels } = ruleLevels(QUERY_LINT_RULES, {});
const schema = logSchema();
const check = (query: string) => checkQuery(parseQuery(query), schema, levels);
const codesOf = (findings: readonly Finding[]) => [...new Set(findings.map(f => f.code))];

/** A finding as a page tells it: the line, the marked text, the message. */
function told(query: string, { range, message }: Finding): string {
  const line = query.slice(0, range.start).split('\n').length;
  return `line ${line}, ${query.slice(range.start, range.end).split('\n')[0]}: ${message}\n`;
}

function fixKind(findings: readonly Finding[]): FixKind {
  const fixes = findings.flatMap(f => f.fixes ?? []);
  return fixes.some(f => f.safe) ? 'safe' : fixes.length > 0 ? 'offered' : 'none';
}

test('every rule of queries has a page, and no page is without a rule', () => {
  const ids = QUERY_RULES.map(r => r.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(pageIds().sort(), ['query-errors', ...new Set([...LINT_RULES, ...QUERY_RULES].map(r => r.id))].sort());
  for (const { id, summary } of QUERY_RULES) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/);
    assert.match(summary, /^[A-Z`].*\.$/);
    assert.ok(!LINT_RULES.some(r => r.id === id), `${id} is a rule of policies too`);
  }
});

for (const rule of QUERY_RULES) {
  const { id } = rule;
  test(`${id}: its page`, async t => {
    const found = readPage(id).wrong.map(w => check(w.query).filter(f => f.code === id));
    const toldWords = readPage(id).wrong.map((w, i) => found[i]!.map(f => told(w.query, f)).join(''));
    const expected = computedOf(rule, fixKind(found.flat()), toldWords);
    if (updating) rewritePage(id, expected);
    const page = readPage(id);

    await t.test('has the form of all pages', () => {
      assert.equal(page.title, `# ${id}`);
      assert.equal(page.summary, expected.summary);
      assert.equal(page.facts, expected.facts);
      assert.equal(page.silence, expected.silence);
      assert.ok(page.why.length > 100 && page.wrong.length > 0 && page.right.length > 0);
      assert.equal(page.examples, page.wrong.length + page.right.length);
    });
    await t.test('right examples are silent', () => {
      for (const example of page.right) assert.deepEqual(check(example), [], example);
    });
    await t.test('wrong examples are found as the page says, and nothing else', () => {
      for (const [i, { query, told: words }] of page.wrong.entries()) {
        assert.equal(words, expected.told[i]);
        assert.deepEqual(codesOf(check(query)), [id], query);
      }
    });
    await t.test('the comment the page names silences it', () => {
      for (const { query } of page.wrong) {
        // the search has no comments: they stand behind the |
        const behind = query.includes(' | ') ? query : `${query} | select count(distinct auditID) as requests`;
        const findings = check(`${behind} -- auditscope-ignore ${id}: said on the page`);
        assert.deepEqual(
          findings.filter(f => f.code === id || SUPPRESSION_RULES.some(s => s.id === f.code)),
          [],
          query,
        );
      }
    });
    await t.test('fixes', () => {
      for (const { query } of page.wrong) {
        const before = check(query);
        for (const finding of before) {
          for (const fix of finding.fixes ?? []) {
            const fixed = applyEdits(query, [fix]);
            const after = check(fixed);
            const count = (findings: readonly Finding[], code: string) => findings.filter(f => f.code === code).length;
            assert.ok(count(after, id) < count(before, id), `${fix.title}: ${fixed}`);
            // what was wrong before may have hidden a hint
            const louder = after.filter(f => f.severity !== 'hint');
            for (const code of codesOf(louder)) assert.ok(count(after, code) <= count(before, code), `${code}: ${fixed}`);
          }
        }
        const all = applyFixes(query, check);
        assert.deepEqual(
          all.findings.filter(f => f.fixes?.some(x => x.safe)),
          [],
          all.text,
        );
      }
    });
  });
}
