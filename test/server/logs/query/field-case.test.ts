import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LogEngine } from '../../../../server/logs/log-engine.ts';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { rowsOf } from './ask-query.ts';

let engine: LogEngine;
before(async () => {
  const events = [
    event({ auditID: 'a', annotations: { 'example.com/Team': 'red' }, user: { username: 'u', extra: { Scopes: ['one'] } } }),
    event({ auditID: 'b', annotations: { 'example.com/team': 'blue' }, user: { username: 'u', extra: { scopes: ['two'] } } }),
    event({ auditID: 'c', annotations: {}, user: { username: 'u' } }),
  ];
  engine = await openHere([writeLog(jsonLines(events))]);
});
after(() => engine.close());

test('names that differ in their case are one field, whichever an event has', async () => {
  const found = async (search: string) => (await rowsOf(engine, search)).map(row => row[1]).sort();
  assert.deepEqual(await found('annotations.example.com/team: blue'), ['b']);
  assert.deepEqual(await found('annotations.example.com/TEAM: red'), ['a']);
  assert.deepEqual(await found('annotations.example.com/team:* not user.extra.scopes: one'), ['b']);
  assert.deepEqual(
    await rowsOf(
      engine,
      `* | select auditID, "annotations.example.com/Team" as t, json_extract_scalar("user.extra.scopes", '$[0]') as s order by auditID`,
    ),
    [
      ['a', 'red', 'one'],
      ['b', 'blue', 'two'],
      ['c', null, null],
    ],
  );
  assert.deepEqual(
    await rowsOf(
      engine,
      `* | select count(*) as n where "annotations.example.com/team" = 'blue' or "annotations.example.com/team" = 'red'`,
    ),
    [[2]],
  );
});
