import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endsWhereItSeems, partsAfterEdit } from '../../../../server/policy/embedded/parts-after-edit.ts';
import { policiesIn } from '../../../../server/policy/embedded/policies-in.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';

const RULES = 'rules:\n- level: None\n  users: ["a", b]\n# why\n- level: Metadata\n  verbs:\n  - get\n';
const POLICY = `# ours\napiVersion: audit.k8s.io/v1\nkind: Policy\n${RULES}`;
const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
const FILE = `cluster:\n  first: |\n${indented(POLICY, 4)}  second:\n${indented(POLICY, 4)}  list:\n    - x: 1\n    - apiVersion: audit.k8s.io/v1\n${indented(RULES, 6)}last: 'end'\n---\nthird:\n${indented(POLICY, 2)}`;
const parts = policiesIn(FILE);

/** What the quick way says where it may be believed. */
function quickly(text: string) {
  const found = partsAfterEdit({ text: FILE, parts }, text);
  return found && endsWhereItSeems(parsePolicy(found.edited.text)) ? found : undefined;
}

test('whatever is edited, the quick way says what the whole file says, or nothing', () => {
  const piece = fc.oneof(
    fc.constantFrom('"', "'", '[', '{', '# ', '\n', '\n    ', ': ', '- ', '|\n', '&a ', '*a', '---\n', '\t', 'x', ''),
    fc.string(),
  );
  let quick = 0;
  fc.assert(
    fc.property(fc.nat(FILE.length), fc.nat(12), piece, (at, length, inserted) => {
      const text = FILE.slice(0, at) + inserted + FILE.slice(at + length);
      const found = quickly(text);
      if (!found) return;
      quick++;
      assert.deepEqual(found.parts, policiesIn(text, parts));
    }),
    { numRuns: 4000 },
  );
  assert.ok(quick > 200, `${quick} edits went the quick way`);
});

test('an edit of one policy leaves the earlier ones as they are and moves the later ones', () => {
  const text = FILE.replace('  second:', '  second:').replace(/(second:[\s\S]*?)verbs:/, '$1namespaces: [kube-system]\n      verbs:');
  const found = quickly(text)!;
  assert.equal(found.edited.name, 'cluster.second');
  assert.equal(found.parts[0], parts[0]);
  const [after, before] = [found.parts[3]!, parts[3]!].map(p => p.layers[0]!.outer.start);
  assert.equal(after! - before!, text.length - FILE.length);
});
