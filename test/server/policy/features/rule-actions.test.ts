import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { applied } from '../../../../server/policy/features/edited-text.ts';
import { type RuleAction, ruleActions } from '../../../../server/policy/features/rule-actions.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { atCursor } from '../marked-text.ts';

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';
const checker = createPolicyChecker({ kubernetes: 37, levels: {} });
const findingsOf = (text: string) => runSteps(checker.analyse(parsePolicy(text)));

function actions(marked: string): { readonly text: string; readonly offered: readonly RuleAction[] } {
  const { text, offset } = atCursor(marked);
  const offered = ruleActions(parsePolicy(text), { start: offset, end: offset }, findingsOf(text), { kubernetes: 37 });
  return { text, offered };
}

/** The text after the action whose title begins so; undefined where it is not offered. */
function after(marked: string, title: string): string | undefined {
  const { text, offered } = actions(marked);
  const action = offered.find(a => a.title.startsWith(title));
  return action && applied(text, action.edits);
}

test('a finding is silenced where it stands, with the reason left to write', () => {
  const rule = (comment: string, inner = '') => `${HEAD}${comment}  - level: Metadata\n${inner}    verbs: [¦"*"]\n  - level: None\n`;
  assert.equal(after(rule(''), 'Silence literal-wildcard here'), rule('', '    # auditscope-ignore literal-wildcard:\n').replace('¦', ''));
  assert.equal(
    after(rule('  # auditscope-ignore exec-verbs: so\n'), 'Silence literal-wildcard here'),
    rule('  # auditscope-ignore exec-verbs, literal-wildcard: so\n').replace('¦', ''),
    'one more id in the comment that covers the place already',
  );
});

test('what was silenced is found no more; the missing reason is', () => {
  const marked = `${HEAD}  - level: Metadata\n    verbs: [¦"*"]\n  - level: None\n`;
  for (const title of ['Silence literal-wildcard here', 'Silence literal-wildcard in the whole policy']) {
    const codes = findingsOf(after(marked, title)!).map(f => f.code);
    assert.ok(!codes.includes('literal-wildcard') && codes.includes('suppression-without-reason'), `${title}: ${codes}`);
  }
});

test('a whole policy is silenced at its top, a second rule in the same comment', () => {
  const text = `${HEAD}  - level: Metadata\n    verbs: [¦"*"]\n  - level: None\n`;
  assert.equal(after(text, 'Silence literal-wildcard in'), `# auditscope-ignore-file literal-wildcard:\n${text.replace('¦', '')}`);
  const again = `# auditscope-ignore-file exec-verbs: so\n${text}`;
  assert.equal(after(again, 'Silence literal-wildcard in'), again.replace('exec-verbs', 'exec-verbs, literal-wildcard').replace('¦', ''));
});

test('what the server refuses or drops cannot be silenced, nor anything in JSON', () => {
  assert.equal(after(`${HEAD}  - le¦vel: Nothing\n`, 'Silence'), undefined);
  assert.equal(after(`${HEAD}  - level: None\n    ve¦rb: [get]\n`, 'Silence'), undefined);
  assert.equal(after('{"apiVersion": "audit.k8s.io/v1", "rules": [{"level": "Metadata", "verbs": ["¦*"]}]}', 'Silence'), undefined);
});

test('a comment that would land inside of a longer text is not offered', () => {
  assert.equal(
    after(`${HEAD}  - level: Metadata\n    users: ["a\n      b", "c", "x¦*"]\n  - level: None\n`, 'Silence literal-wildcard here'),
    undefined,
  );
});

test('a rule that decides nothing moves with its comments before the rule that takes it', () => {
  const marked = `${HEAD}  # reads\n  - level: None\n    verbs: [get]\n\n  # everything\n  - level: Metadata\n\n  # secrets\n  # with bodies\n  - le¦vel: Request # really\n    resources:\n      - group: ""\n        resources: [secrets]\n  # the end\n`;
  assert.equal(
    after(marked, 'Move rule 3 before rule 2'),
    `${HEAD}  # reads\n  - level: None\n    verbs: [get]\n\n  # secrets\n  # with bodies\n  - level: Request # really\n    resources:\n      - group: ""\n        resources: [secrets]\n  # everything\n  - level: Metadata\n\n  # the end\n`,
  );
  const { offered } = actions(marked);
  assert.equal(offered.find(a => a.title.startsWith('Move'))!.finding?.code, 'unreachable-rule');
});

test('a rule at the end of a text without line end moves too; in Windows lines as well', () => {
  const marked = `${HEAD}  - level: None\n  - lev¦el: Metadata\n    verbs: [get]`;
  assert.equal(after(marked, 'Move rule 2'), `${HEAD}  - level: Metadata\n    verbs: [get]\n  - level: None\n`);
  assert.equal(
    after(marked.replaceAll('\n', '\r\n'), 'Move rule 2'),
    `${HEAD}  - level: Metadata\n    verbs: [get]\n  - level: None\n`.replaceAll('\n', '\r\n'),
  );
});

test('a rule that decides something, or would decide nothing anywhere, stays', () => {
  assert.equal(after(`${HEAD}  - level: None\n    verbs: [get]\n  - lev¦el: Metadata\n`, 'Move'), undefined);
  assert.equal(after(`${HEAD}  - level: None\n  - lev¦el: Metadata\n    verbs: ["*"]\n`, 'Move'), undefined);
  assert.equal(
    after(`${HEAD}  - {level: None}\n  - {lev¦el: Metadata, verbs: [get]}\n`, 'Move'),
    `${HEAD}  - {level: Metadata, verbs: [get]}\n  - {level: None}\n`,
  );
});

test('the only rule without selectors moves to the end with its comments', () => {
  const rest = '  # probes\n  - level: None\n    nonResourceURLs: ["/healthz*"]\n  - level: Request\n    verbs: [create] # writes';
  const marked = `${HEAD}  # everything else\n  # is only named\n  - lev¦el: Metadata\n${rest}`;
  for (const [text, eol] of [
    [marked, '\n'],
    [marked.replaceAll('\n', '\r\n'), '\r\n'],
  ] as const) {
    const moved = `${HEAD}${rest}\n  # everything else\n  # is only named\n  - level: Metadata`.replaceAll('\n', eol);
    assert.equal(after(text, 'Move rule 1 to the end'), moved);
    assert.equal(after(`${text}${eol}`, 'Move rule 1 to the end'), `${moved}${eol}`);
    assert.ok(!findingsOf(moved).some(f => f.code === 'catch-all-not-last'));
  }
  assert.equal(actions(marked).offered.find(a => a.title.startsWith('Move'))!.finding?.code, 'catch-all-not-last');
});

test('of two rules without selectors the first goes, of more none moves', () => {
  const two = `${HEAD}  - le¦vel: Metadata\n  - level: Request\n    verbs: [create]\n  - level: None\n`;
  assert.equal(after(two, 'Move'), undefined);
  const finding = findingsOf(two.replace('¦', '')).find(f => f.code === 'catch-all-not-last')!;
  assert.match(finding.message, /Rule 3 at the end has none either: keep that one\.$/);
  assert.equal(
    applied(two.replace('¦', ''), finding.fixes![0]!.edits),
    `${HEAD}  - level: Request\n    verbs: [create]\n  - level: None\n`,
  );
  const more = `${HEAD}  - le¦vel: Metadata\n  - level: None\n  - level: Request\n    verbs: [create]\n`;
  assert.equal(after(more, 'Move'), undefined);
  assert.match(
    findingsOf(more.replace('¦', '')).find(f => f.code === 'catch-all-not-last')!.message,
    /Rule 2 has none either: keep one of them, at the end\.$/,
  );
});

test('neighbours that differ in one list are joined', () => {
  const rest = '  - level: Metadata\n';
  assert.equal(
    after(
      `${HEAD}  - level: None\n    use¦rs: [a, b]\n    verbs: [get]\n  - level: None\n    verbs: [get]\n    users: [b, c]\n${rest}`,
      'Join rules 1 and 2',
    ),
    `${HEAD}  - level: None\n    users: [a, b, c]\n    verbs: [get]\n${rest}`,
  );
  assert.equal(
    after(
      `${HEAD}  - level: None\n    nonResourceURLs:\n      - /healthz*\n  - level: None\n    nonRes¦ourceURLs: ["/livez*", /readyz*]\n${rest}`,
      'Join rules 1 and 2',
    ),
    `${HEAD}  - level: None\n    nonResourceURLs:\n      - /healthz*\n      - /livez*\n      - /readyz*\n${rest}`,
  );
});

test('entries of resources are joined as they are written, in the column of the first', () => {
  const marked = `${HEAD}  - level: None\n    resour¦ces:\n    - group: ""\n      resources: [pods] # all\n  - level: None\n    resources:\n      - group: apps\n        # of the shop\n        resources:\n          - deployments\n      - group: batch\n  - level: Metadata\n`;
  assert.equal(
    after(marked, 'Join rules 1 and 2'),
    `${HEAD}  - level: None\n    resources:\n    - group: ""\n      resources: [pods] # all\n    - group: apps\n      # of the shop\n      resources:\n        - deployments\n    - group: batch\n  - level: Metadata\n`,
  );
});

test('rules that record or select differently are not joined', () => {
  const rules = (a: string, b: string) => `${HEAD}  - lev¦el: None\n    ${a}\n  - level: None\n    ${b}\n`;
  assert.equal(after(rules('users: [a]', 'users: [b]\n    omitStages: [Panic]'), 'Join'), undefined);
  assert.equal(after(rules('users: [a]\n    verbs: [get]', 'users: [b]\n    verbs: [list]'), 'Join'), undefined);
  assert.equal(after(rules('users: [a]', 'verbs: [list]'), 'Join'), undefined);
  assert.equal(after(`${HEAD}  - le¦vel: None\n    users: [a]\n  - level: Metadata\n    users: [b]\n`, 'Join'), undefined);
});

test('in every real policy what is offered keeps the rest as it is', () => {
  const folder = new URL('../fixtures/real-policies/', import.meta.url);
  let seen = 0;
  for (const name of readdirSync(folder).filter(n => n.endsWith('.yaml'))) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const policy = parsePolicy(text);
    const findings = findingsOf(text);
    const told = new Set<string>();
    for (const { title, edits, finding } of ruleActions(policy, { start: 0, end: text.length }, findings, { kubernetes: 37 })) {
      const changed = parsePolicy(applied(text, edits));
      assert.equal(changed.yamlProblems.length, policy.yamlProblems.length, `${name}: ${title}`);
      if (title.startsWith('Silence') && title.includes('here') && told.size < 2 && !told.has(title)) {
        told.add(title);

        assert.ok(
          !findingsOf(changed.text).some(
            f =>
              f.code === finding!.code &&
              f.message === finding!.message &&
              f.range.start - finding!.range.start === changed.text.length - text.length,
          ),
          `${name}: ${title}`,
        );
      }
      seen++;
    }
  }
  assert.ok(seen > 50, `${seen} actions`);
});
