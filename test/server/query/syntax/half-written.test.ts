import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../../../../server/query/syntax/nodes.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import type { Query, Select } from '../../../../server/query/syntax/tree.ts';

/** Reads a query whose hole is written `¦`: where something is missing, the first problem as the text it stands at, and the tree. */
function read(marked: string) {
  const hole = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const query = parseQuery(text);
  let missing = 0;
  visit(query, ({ kind, range }) => {
    if (kind !== 'missing') return true;
    missing += 1;
    const between = text.slice(Math.min(range.start, hole), Math.max(range.start, hole));
    assert.match(between, /^\s*$/, `missing at ${range.start} of ${marked}`);
    return true;
  });
  const [problem] = query.problems;
  return { query, missing, told: problem && text.slice(problem.range.start, problem.range.end), message: problem?.message };
}

const selectOf = ({ sql }: Query): Select => {
  assert.equal(sql?.query.body.kind, 'select');
  return sql.query.body as Select;
};

/** Names of the tables and the clauses that are there, to see that what stands behind the hole is read. */
function kept(query: Query): string {
  const { items, from, where, groupBy, having } = selectOf(query);
  const tables = from.map(s => (s.kind === 'table' ? s.name.name : s.kind));
  const clauses = { where, 'group by': groupBy[0], having, 'order by': query.sql?.query.orderBy[0], limit: query.sql?.query.limit };
  const there = Object.entries(clauses).flatMap(([name, clause]) => (clause ? [name] : []));
  return [items.length, ...tables, ...there].join(' ');
}

for (const [marked, told, message, rest] of [
  ['* | select verb, ¦ from log', 'from', /expected an expression/, '2 log'],
  ['* | select ¦ from log where verb = 1', 'from', /expected an expression/, '1 log where'],
  ['* | select count(¦', '(', /Found the end, expected an expression/, '1'],
  ['* | select count(¦ from log', 'from', /expected an expression/, '1 log'],
  ['* | select concat(verb, ¦) as c from log', ')', /expected an expression/, '1 log'],
  ['* | select verb from log where ¦ order by verb', 'order', /expected an expression/, '1 log where order by'],
  ['* | select verb from log where verb = ¦ group by verb', 'group', /expected an expression/, '1 log where group by'],
  ['* | select verb from log where stage in (¦', '(', /expected an expression/, '1 log where'],
  ['* | select verb group by ¦', 'by', /Found the end, expected an expression/, '1 group by'],
  ['* | select verb group by verb order by ¦ limit 10', 'limit', /expected an expression/, '1 group by order by limit'],
  ['* | select verb from ¦ where stage = 1', 'where', /expected a source/, '1 missing where'],
  ['* | select verb from log l join ¦', 'join', /expected a source/, '1 join'],
  ['* | select case when verb = ¦ from log', 'case', /has no `end`/, '1 log'],
] as const) {
  test(`what stands around the hole is read: ${marked}`, () => {
    const { query, missing, ...first } = read(marked);
    assert.ok(missing > 0);
    assert.equal(first.told, told);
    assert.match(first.message!, message);
    assert.equal(kept(query), rest);
  });
}

test('behind a dot and a blank no name is taken from what follows', () => {
  for (const [marked, rest] of [
    ['* | select l.¦ from log l', '1 log'],
    ['* | select verb from log l where l.¦ group by verb', '1 log where group by'],
    ['* | select verb from log l order by l.¦\nlimit 10', '1 log order by limit'],
  ] as const) {
    const { query, message } = read(marked);
    assert.match(message!, /expected a name after `.`/);
    assert.equal(kept(query), rest);
  }
  const [item] = selectOf(parseQuery('* | select l. from log l')).items;
  assert.ok(item?.kind === 'item' && item.expression.kind === 'column');
  assert.deepEqual(
    item.expression.parts.map(p => [p.name, p.range]),
    [
      ['l', { start: 11, end: 12 }],
      ['', { start: 13, end: 13 }],
    ],
  );
  assert.deepEqual(parseQuery('* | select user.group from log').problems, [], 'directly behind the dot it is part of a dotted name');
});

test('a name or text without its closing quote goes to the end of the line', () => {
  const { where } = selectOf(parseQuery('* | select verb where "user.'));
  assert.deepEqual(where?.kind === 'column' && where.parts.map(p => [p.name, p.quoted]), [['user.', true]]);
  const query = parseQuery("* | select verb where stage = 'Resp\ngroup by verb");
  assert.equal(kept(query), '1 where group by');
  assert.deepEqual(
    query.problems.map(p => query.text.slice(p.range.start, p.range.end)),
    ["'Resp"],
  );
});

test('searches keep the field and the operators', () => {
  for (const [marked, told, kind] of [
    ['verb:¦', ':', 'field'],
    ['verb: ¦ | select verb', ':', 'field'],
    ['responseStatus.code >= ¦', '>=', 'comparison'],
    ['responseStatus.code in [¦', '[', 'range'],
    ['responseStatus.code in [400 ¦', '400', 'range'],
    ['verb: get and ¦', 'and', 'and'],
    ['verb: get or (¦', '(', 'or'],
    ['verb: get not ¦', 'not', 'minus'],
    ['not ¦', 'not', 'not'],
  ] as const) {
    const { query, missing, told: found } = read(marked);
    assert.ok(missing > 0, marked);
    assert.equal(found, told, marked);
    assert.equal(query.search.expression?.kind, kind, marked);
    if (marked.includes('|')) assert.ok(query.sql, marked);
  }
});

test('a statement that has just begun is SQL, and what it could be is told', () => {
  assert.match(parseQuery('* |').problems[0]!.message, /expected a query after `\|`/);
  assert.match(parseQuery('* | sel').problems[0]!.message, /expected `select`, `with` or `set session`/);
  assert.equal(parseQuery('* | where verb').spl?.commands[0]?.name.name, 'where');
});
