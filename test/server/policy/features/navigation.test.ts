import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitionsAt } from '../../../../server/policy/features/definition.ts';
import { documentLinks } from '../../../../server/policy/features/document-links.ts';
import { referencesAt } from '../../../../server/policy/features/references.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { atCursor, markRanges, withRanges } from '../marked-text.ts';

const HEAD = 'apiVersion: audit.k8s.io/v1\nrules:\n';

/** The text with the references of the thing at `¦` marked. */
function references(marked: string): string | undefined {
  const { text, offset } = atCursor(marked);
  const found = referencesAt(parsePolicy(text), offset);
  return found && markRanges(text, found.ranges);
}

/** The text with the targets of the thing at `¦` marked; pages by their name. */
function definitions(marked: string): string | readonly string[] | undefined {
  const { text, offset } = atCursor(marked);
  const found = definitionsAt(parsePolicy(text), offset, { kubernetes: 37 });
  if (!found) return undefined;
  assert.ok(found.origin.start <= offset && offset <= found.origin.end);
  const pages = found.targets.flatMap(t => (t.kind === 'page' ? [t.page] : []));
  if (pages.length > 0) return pages;
  return markRanges(
    text,
    found.targets.flatMap(t => (t.kind === 'place' ? [t.range] : [])),
  );
}

/** The first of the marked places becomes the cursor; all of them are expected. */
function expectReferences(expected: string): void {
  for (const { start } of withRanges(expected).ranges) {
    const { text } = withRanges(expected);
    assert.equal(references(`${text.slice(0, start + 1)}¦${text.slice(start + 1)}`), expected);
  }
}

test('users, groups, namespaces and verbs are found over all rules, from each of their places', () => {
  expectReferences(
    `${HEAD}  - level: None\n    users: [⟦bob⟧, alice]\n  - level: None\n    users:\n      - ⟦"bob"⟧\n    userGroups: [bob]\n  - {level: None, users: [⟦bob⟧]}\n`,
  );
  expectReferences(`${HEAD}  - level: None\n    userGroups: [⟦dev⟧]\n    users: [dev]\n  - level: None\n    userGroups: [⟦dev⟧]\n`);
  expectReferences(`${HEAD}  - level: None\n    namespaces: [⟦prod⟧]\n  - level: Metadata\n    namespaces: [prod-2, ⟦prod⟧]\n`);
  expectReferences(`${HEAD}  - level: None\n    verbs: [⟦get⟧, list]\n  - level: Metadata\n    verbs: [⟦get⟧]\n`);
  expectReferences(`omitStages: [⟦Panic⟧]\n${HEAD}  - level: None\n    omitStages: [⟦Panic⟧]\n`);
  expectReferences(`${HEAD}  - level: ⟦None⟧\n  - level: Metadata\n  - level: ⟦None⟧\n`);
});

test('resources are the same in the same API group only', () => {
  const entry = (group: string, resources: string) => `      - group: ${group}\n        resources: [${resources}]\n`;
  expectReferences(
    `${HEAD}  - level: None\n    resources:\n${entry('""', '⟦events⟧, pods')}${entry('events.k8s.io', 'events')}  - level: None\n    resources:\n      - resources: [⟦events⟧]\n`,
  );
  expectReferences(
    `${HEAD}  - level: None\n    resources:\n${entry('⟦apps⟧', 'a')}  - level: None\n    resources:\n${entry('batch', 'apps')}${entry('⟦apps⟧', 'b')}`,
  );
});

test('fields and comments refer to nothing', () => {
  assert.equal(references(`${HEAD}  - level: None\n    us¦ers: [bob]\n`), undefined);
  assert.equal(references(`${HEAD}  - level: None # b¦ob\n    users: [bob]\n`), undefined);
});

test('a rule that decides nothing leads to the rules that take everything', () => {
  const policy = (cursor: string) =>
    `${HEAD}  - ⟦level⟧: None\n    verbs: [get]\n  - level: None\n    users: [bob]\n  - ⟦level⟧: None\n    verbs: [list]\n  - le${cursor}vel: Metadata\n    verbs: [get, list]\n  - level: Metadata\n`;
  assert.equal(definitions(policy('¦').replace(/[⟦⟧]/g, '')), policy(''));
  assert.equal(
    definitions(`${HEAD}  - level: None\n  - level: Metadata\n    verbs: [g¦et]\n`),
    `${HEAD}  - ⟦level⟧: None\n  - level: Metadata\n    verbs: [get]\n`,
  );
  assert.equal(definitions(`${HEAD}  - le¦vel: None\n`), undefined);
});

test('an alias leads to its anchor, also of a value that stands above it', () => {
  const policy = (a: string, b: string) =>
    `${HEAD}  - level: None\n    verbs: ${a} [get, list]\n  - level: Metadata\n    users: [bob]\n    verbs: ${b}\n`;
  assert.equal(definitions(policy('&reads', '*re¦ads')), policy('⟦&reads⟧', '*reads'));
  const merged = (a: string, b: string) => `${HEAD}  - ${a}\n    level: None\n    verbs: [get]\n  - <<: ${b}\n    users: [bob]\n`;
  assert.equal(definitions(merged('&first', '*fi¦rst')), merged('⟦&first⟧', '*first'));
});

test('an anchor that is given a second time is found where it counts', () => {
  const policy = (b: string, alias: string) =>
    `${HEAD}  - level: None\n    users: &x [a]\n  - level: None\n    users: ${b} [b]\n  - level: None\n    users: ${alias}\n`;
  assert.equal(definitions(policy('&x', '*¦x')), policy('⟦&x⟧', '*x'));
});

test('ids in suppression comments lead to the pages of their rules', () => {
  const policy = (comment: string) => `${HEAD}  ${comment}\n  - level: None\n`;
  assert.deepEqual(definitions(policy('# auditscope-ignore no-catch¦-all, exec-verbs: so')), ['no-catch-all.md']);
  assert.deepEqual(definitions(policy('# auditscope-ignore no-catch-all, exec¦-verbs: so')), ['exec-verbs.md']);
  assert.equal(definitions(policy('# auditscope-ignore no-such-¦rule: so')), undefined);
});

test('links: the version to its reference, ids of known rules to pages that exist', () => {
  const { text, ranges } = withRanges(
    `apiVersion: ⟦audit.k8s.io/v1⟧\n# auditscope-ignore-file ⟦no-catch-all⟧, nonsense: so\nrules:\n  - level: None # auditscope-ignore ⟦exec-verbs⟧: so\n`,
  );
  const links = documentLinks(parsePolicy(text));
  assert.equal(
    markRanges(
      text,
      links.map(l => l.range),
    ),
    markRanges(text, ranges),
  );
  for (const link of links) {
    if ('page' in link) assert.ok(readFileSync(new URL(`../../../../docs/rules/${link.page}`, import.meta.url)).length > 0);
    else assert.match(link.url, /^https:\/\/kubernetes\.io\//);
  }
});
