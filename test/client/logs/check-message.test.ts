import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkMessage } from '../../../client/logs/check-message.ts';

const SCOPE = { filters: [{ field: 'user', value: 'alice', exclude: true }], from: 1, timeZone: 'UTC' };

test('messages of the protocol pass, without anything that does not belong to them', () => {
  const messages = [
    { kind: 'ready' },
    { kind: 'cancel', id: 3 },
    { kind: 'request', id: 4, request: { kind: 'report', scope: SCOPE } },
    { kind: 'request', id: 5, request: { kind: 'events', query: { scope: SCOPE, sort: 'time', descending: true, offset: 0, limit: 200 } } },
    { kind: 'request', id: 6, request: { kind: 'event', row: 12 } },
    { kind: 'request', id: 7, request: { kind: 'profile', field: 'status', scope: SCOPE, limit: 50 } },
    { kind: 'exportReport', form: 'html' },
    { kind: 'copyReport' },
    { kind: 'openAsText' },
    { kind: 'openQuery', query: 'responseStatus.code: 403' },
    { kind: 'openEvent', row: 3 },
    { kind: 'copy', text: 'x' },
    { kind: 'save', suggestedName: 'forbidden.csv', encoding: 'utf8', content: 'a,b' },
  ];
  for (const message of messages) assert.deepEqual(checkMessage({ ...message, extra: 'file:///etc/passwd' }), message);
});

test('a view can name no file, no SQL, no field of its own and no endless page', () => {
  const wrong = [
    null,
    'ready',
    [],
    { kind: 'open', path: '/etc/passwd' },
    { kind: 'exportReport', form: '../../etc/passwd' },
    { kind: 'save', suggestedName: '../x.csv', encoding: 'utf8', content: '' },
    { kind: 'save', suggestedName: '/etc/passwd', encoding: 'utf8', content: '' },
    { kind: 'save', suggestedName: 'x.csv', encoding: 'hex', content: '' },
    { kind: 'request', id: -1, request: { kind: 'event', row: 1 } },
    { kind: 'request', id: 1, request: { kind: 'event', row: '1; drop table log' } },
    { kind: 'request', id: 1, request: { kind: 'report', scope: { ...SCOPE, filters: [{ field: 'user" or 1=1 --', value: '' }] } } },
    { kind: 'request', id: 1, request: { kind: 'report', scope: { ...SCOPE, from: Number.NaN } } },
    {
      kind: 'request',
      id: 1,
      request: { kind: 'events', query: { scope: SCOPE, sort: 'password', descending: true, offset: 0, limit: 10 } },
    },
    { kind: 'request', id: 1, request: { kind: 'events', query: { scope: SCOPE, sort: 'time', descending: true, offset: 0, limit: 1e9 } } },
  ];
  for (const message of wrong) assert.equal(checkMessage(message), null, JSON.stringify(message));
});

test('no value whatever makes the check fail', () => {
  fc.assert(fc.property(fc.anything(), value => checkMessage(value) === null || typeof value === 'object'));
});
