import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionsAt } from '../../../../../server/query/features/completion/completion.ts';
import type { QueryCompletion } from '../../../../../server/query/features/completion/completion-item.ts';
import { atCursor, context } from '../at-cursor.ts';

interface Offered {
  readonly items: readonly QueryCompletion[];
  readonly labels: readonly string[];
  /** The text after an item was taken. */
  taken(label: string): string;
}

function offered(marked: string): Offered {
  const { text, offset, analysed } = atCursor(marked);
  const items = completionsAt(analysed, offset, context).toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
  return {
    items,
    labels: items.map(i => i.label),
    taken(label) {
      const item = items.find(i => i.label === label);
      assert.ok(item, `${marked} offers ${label}`);
      assert.ok(item.replace.start <= offset && offset <= item.replace.end, `${marked}: the cursor is in what is replaced`);
      const typed = text.slice(item.replace.start, offset);
      const filter = (item.filterText ?? item.label).toLowerCase();
      assert.ok(filter.startsWith(typed.toLowerCase()), `${marked}: ${filter} fits ${typed}`);
      return text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end);
    },
  };
}

const offersNothing = (marked: string) => assert.deepEqual(offered(marked).labels, [], marked);
const has = (marked: string, ...labels: readonly string[]) => {
  const { labels: all } = offered(marked);
  for (const label of labels) assert.ok(all.includes(label), `${marked} offers ${label}`);
};
const lacks = (marked: string, ...labels: readonly string[]) => {
  const { labels: all } = offered(marked);
  for (const label of labels) assert.ok(!all.includes(label), `${marked} does not offer ${label}`);
};

test('search: fields with their colon, numbers without, common ones first', () => {
  assert.equal(offered('user.us¦').taken('user.username'), 'user.username: ');
  assert.equal(offered('verb: get respons¦').taken('responseStatus.code'), 'verb: get responseStatus.code ');
  assert.equal(offered('annot¦').taken('annotations.authorization.k8s.io/reason'), 'annotations.authorization.k8s.io/reason: ');
  const { labels } = offered('¦');
  assert.ok(labels.indexOf('verb') < labels.indexOf('kind'));
  assert.ok(labels.indexOf('user.username') < labels.indexOf('*') && labels.indexOf('*') < labels.indexOf('kind'));
  has('¦', 'not', '*');
  lacks('¦', 'and', 'or', '| select');
});

test('search: operators follow a term', () => {
  has('verb: get ¦', 'and', 'or', 'not', '| select');
  lacks('verb: get and ¦', 'and', 'or', '| select');
  lacks('(¦', 'or');
  assert.equal(offered('verb: get ¦').taken('| select'), 'verb: get | select ');
});

test('search: values of the log, then those of any log, quoted where they must be', () => {
  assert.deepEqual(offered('user.username: ¦').labels, ['alice', 'system:node:n1', "o'hara", '*']);
  assert.equal(offered('user.username: sys¦').items.find(i => i.label === 'system:node:n1')?.insert, '"system:node:n1"');
  assert.equal(offered('user.username: "sys¦').taken('system:node:n1'), 'user.username: "system:node:n1"');
  assert.equal(offered('user.username: "sys¦" and verb: get').taken('system:node:n1'), 'user.username: "system:node:n1" and verb: get');
  assert.equal(offered('objectRef.namespace: ¦').taken('and'), 'objectRef.namespace: "and"');
  has('VERB: ¦', 'get', 'deletecollection');
  has('objectRef.resource: ¦', 'pods', 'secrets');
  has('responseStatus.code >= ¦', '403');
  lacks('responseStatus.code >= ¦', '*');
});

test('search: nothing in phrases and ranges', () => {
  offersNothing('requestURI: #"pods/¦');
  offersNothing('responseStatus.code in [¦');
  offersNothing('responseStatus.code in [400 ¦');
  offersNothing('user.username: "alice"¦');
});

test('SQL: what a statement begins with', () => {
  assert.deepEqual(offered('* | ¦').labels, ['select', 'with', 'set session', 'values']);
  has('* | set session mode=scan; ¦', 'select');
  has('* | select 1 union ¦', 'select');
});

test('SQL: columns in scope, quoted where they must be', () => {
  assert.equal(offered('* | select ¦').taken('verb'), '* | select verb');
  assert.equal(offered('* | select ¦').taken('user.username'), '* | select "user.username"');
  assert.equal(offered('* | select user.us¦ from log').taken('user.username'), '* | select "user.username" from log');
  assert.equal(offered('* | select "user.us¦" from log').taken('user.username'), '* | select "user.username" from log');
  assert.equal(offered('* | select verb, "user.us¦').taken('user.username'), '* | select verb, "user.username"');
  assert.equal(
    offered('* | select annotations.authorization.k¦').taken('annotations.authorization.k8s.io/reason'),
    '* | select "annotations.authorization.k8s.io/reason"',
  );
  assert.equal(offered('* | select count(*) as c where ¦').taken('stage'), '* | select count(*) as c where stage');
});

test('SQL: columns of sub-queries, common tables and joins, not those of the log', () => {
  has('* | select ¦ from (select verb as v, count(*) as n from log group by verb)', 'v', 'n');
  lacks('* | select ¦ from (select verb as v from log)', 'verb');
  has('* | with w as (select verb as v from log) select ¦ from w', 'v');
  has('* | with w as (select ¦ from log) select v from w', 'verb');
  assert.equal(offered('* | select l.¦ from log l').taken('user.username'), '* | select l."user.username" from log l');
  assert.equal(offered('* | select l."user.¦" from log l').taken('user.username'), '* | select l."user.username" from log l');
  assert.equal(offered('* | select l."user.¦ from log l').items.find(i => i.label === 'user.username')?.insert, '"user.username"');
  has('* | select ¦ from log a join (select auditID, 1 as n from log) b on a.auditID = b.auditID', 'a.auditID', 'b.auditID', 'n', 'verb');
  has('* | select k, ¦ from log, unnest(split(verb, 1)) as t(k)', 'k', 'verb');
  has('* | select count(*) from log where auditID in (select ¦ from log)', 'auditID', 'distinct');
});

test('SQL: aliases where they can be named', () => {
  assert.equal(offered('* | select count(*) as c, verb as v group by ¦').labels[0], 'c');
  has('* | select count(*) as "Event Count" group by verb order by ¦', 'Event Count');
  assert.equal(
    offered('* | select count(*) as "Event Count" order by ¦').taken('Event Count'),
    '* | select count(*) as "Event Count" order by "Event Count"',
  );
  lacks('* | select count(*) as c where ¦', 'c');
});

test('SQL: functions with their parameters, without where they are called already', () => {
  const call = (text: string) => offered(text).items.find(i => i.label === 'split_part');
  assert.deepEqual(
    [call('* | select spl¦')?.insert, call('* | select spl¦')?.snippet],
    [`split_part(\${1:x}, \${2:delimiter}, \${3:n})`, true],
  );
  assert.deepEqual([call('* | select spl¦(verb)')?.insert, call('* | select spl¦(verb)')?.snippet], ['split_part', false]);
  has('* | select ¦', 'row_number');
  lacks('* | select count(*) where ¦', 'row_number');
  assert.equal(offered('* | select ¦').taken('current_date'), '* | select current_date');
});

test('SQL: parameters of lambdas', () => {
  assert.equal(offered('* | select filter(array[1], e -> ¦)').labels[0], 'e');
});

test('SQL: what follows an expression depends on the clause', () => {
  has('* | select verb ¦', 'as', 'from', 'where', 'group by', 'limit');
  lacks('* | select verb ¦', 'split_part', 'stage');
  has('* | select verb from log ¦', 'where', 'join', 'group by');
  has('* | select verb from log where stage = 1 ¦', 'and', 'or', 'is null', 'order by');
  has('* | select verb from log order by verb ¦', 'desc', 'nulls last', 'limit');
  lacks('* | select verb from log order by verb ¦', 'where', 'group by');
  has('* | select count(*) ¦', 'over', 'filter');
  has('* | select case when verb = 1 ¦', 'then', 'end');
  lacks('* | select verb ¦', 'then', 'over');
  has('* | select sum(x) over (¦', 'partition by', 'order by');
  has('* | select verb from log w¦', 'where');
});

test('SQL: tables, and common ones among them', () => {
  assert.deepEqual(offered('* | with w as (select 1 as a) select a from ¦').labels.slice(0, 2), ['log', 'w']);
  has('* | select a from log, ¦', 'log', 'unnest');
  has('* | select a from log join ¦', 'log');
});

test('SQL: types in casts', () => {
  has('* | select cast(verb as ¦', 'bigint', 'array');
  has('* | select try_cast(x as array(¦', 'varchar');
  lacks('* | select cast(verb as ¦', 'verb');
});

test('SQL: nothing where a name or number is made up, in comments and behind what SLS does not have', () => {
  offersNothing('* | select verb as ¦');
  offersNothing('* | select verb limit ¦');
  offersNothing('* | select verb -- wh¦');
  offersNothing('* | select 12¦');
  offersNothing('* | where verb = ¦');
});

test('comments: how rules are silenced, and which', () => {
  assert.equal(offered('* | select verb -- aud¦').taken('auditscope-ignore'), '* | select verb -- auditscope-ignore ');
  const { labels } = offered('* |\n-- auditscope-ignore limit-range, ¦\nselect verb');
  assert.ok(labels.includes('default-row-limit') && !labels.includes('limit-range'));
  offersNothing('* | select verb -- auditscope-ignore limit-range: because ¦');
});

test('texts: values of the column compared, with quotes doubled', () => {
  has("* | select 1 where verb = '¦'", 'get');
  has("* | select 1 where verb in ('get', '¦", 'delete');
  has("* | select 1 where verb not in ('¦", 'delete');
  has(`* | select 1 where "objectRef.resource" like '¦'`, 'pods');
  assert.equal(
    offered(`* | select 1 where "user.username" <> 'o¦' and verb = 'get'`).taken("o'hara"),
    `* | select 1 where "user.username" <> 'o''hara' and verb = 'get'`,
  );
  offersNothing("* | select '¦'");
});

test('texts: units, formats with their tokens, zones and paths', () => {
  has("* | select date_trunc('¦', __time__)", 'hour', 'week');
  has("* | select date_format(__time__, '¦')", '%Y-%m-%d %H:%i:%s');
  assert.equal(offered("* | select date_format(__time__, '%Y-%¦')").taken('%m'), "* | select date_format(__time__, '%Y-%m')");
  has("* | select from_unixtime(__time__, '¦", 'Asia/Shanghai');
  has("* | select json_extract_scalar(requestObject, '¦", '$.metadata.name');
  has("* | select json_extract_scalar(sourceIPs, '¦", '$[0]');
  has("* | select time_series(__time__, '5m', '%H:%i', '¦", 'last');
});

test('SQL: the texts that an argument can be stand first, also before their quote is written', () => {
  for (const call of ['date_trunc(¦', 'date_trunc(¦)', 'date_trunc( ¦']) {
    assert.equal(offered(`* | select ${call}`).labels[0], "'second'", call);
  }
  assert.equal(offered('* | select date_trunc(¦').taken("'hour'"), "* | select date_trunc('hour'");
  assert.equal(offered('* | select json_extract_scalar(sourceIPs, ¦)').labels[0], "'$[0]'");
  lacks("* | select date_trunc('hour', ¦)", "'second'");
  lacks('* | select date_trunc(verb || ¦', "'second'");
});
