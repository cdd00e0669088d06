import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulatorMemory } from '../../../client/policy/simulator-memory.ts';
import { hasChanged, remembered } from '../../../client/webview/simulator/kept-requests.ts';
import type { SimulatorInput } from '../../../server/protocol/simulator-view.ts';

/** The editor's store for a workspace. */
function store(value: unknown) {
  let kept = value;
  const memory = simulatorMemory({
    keys: () => [],
    get: <T>() => kept as T,
    update: async (_key: string, next: unknown) => {
      kept = next;
    },
  });
  return { memory, kept: () => kept };
}

const input = (request: string): SimulatorInput => ({ request, user: 'alice', groups: ['dev'] });

test('what a workspace keeps comes back, and anything else that stands there is left out', () => {
  const pin = { input: input('GET /version'), policy: 'file:///policy.yaml', levels: ['None'] };
  const { memory, kept } = store({
    history: [input('GET /api'), { request: 7, user: null, groups: [] }, null, 'GET /version'],
    pins: [pin, { ...pin, levels: 'None' }, { ...pin, input: {} }],
  });
  assert.deepEqual(memory.read(), { history: [input('GET /api')], pins: [pin] });
  memory.write({ history: [], pins: [pin] });
  assert.deepEqual(kept(), { history: [], pins: [pin] });
  for (const broken of [undefined, null, 'x', { history: {}, pins: 3 }]) {
    assert.deepEqual(store(broken).memory.read(), { history: [], pins: [] });
  }
});

test('the history has every input once, the latest first, and an end', () => {
  let kept = store(undefined).memory.read();
  for (let i = 0; i < 50; i++) kept = remembered(kept, input(`GET /${i}`), undefined);
  kept = remembered(kept, input('GET /40'), undefined);
  assert.equal(kept.history.length, 30);
  assert.deepEqual(
    kept.history.slice(0, 3).map(({ request }) => request),
    ['GET /40', 'GET /49', 'GET /48'],
  );
  kept = remembered(kept, input('GET /40/x'), input('GET /40'));
  assert.deepEqual(
    kept.history.slice(0, 2).map(({ request }) => request),
    ['GET /40/x', 'GET /49'],
  );
});

test('a pin has changed when any request of its command has another level, and not while there is no answer', () => {
  const pin = { input: input('kubectl get pods'), policy: 'file:///policy.yaml', levels: ['None', 'Metadata'] };
  assert.equal(hasChanged(pin, ['None', 'Metadata']), false);
  assert.equal(hasChanged(pin, ['Metadata', 'Metadata']), true);
  assert.equal(hasChanged(pin, undefined), false);
});
