import schema from '../schemas/audit-policy.schema.json' with { type: 'json' };
import { OURS } from '../test/server/language/lsp-client.ts';
import { startAsYamlExtension, YAML_SERVER } from '../test/server/language/yaml-server.ts';

/**
 * How long an editor waits from an edit to the diagnostics of the new text, beside yaml-language-server with the same schema
 * in the same run. That server's own wait before it validates is left out of its figures.
 */
interface Subject {
  readonly name: string;
  readonly command: readonly string[];
  /** Milliseconds it waits for further edits before it begins. */
  readonly wait: number;
  /** Whether it takes the changed range of an edit, or the whole text. */
  readonly ranges: boolean;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly severity: number }[];
}

interface Figures {
  readonly median: number;
  readonly p95: number;
}

const AUDITSCOPE: Subject = { name: 'auditscope', command: OURS, wait: 0, ranges: true };
const PEER: Subject = { name: 'yaml-language-server', command: YAML_SERVER, wait: 200, ranges: false };
const RUNS: readonly { readonly rules: number; readonly ours: number; readonly peer: number }[] = [
  { rules: 100, ours: 60, peer: 30 },
  { rules: 500, ours: 60, peer: 20 },
  { rules: 5000, ours: 30, peer: 5 },
];

const KINDS = [
  ['', 'pods'],
  ['', 'secrets'],
  ['apps', 'deployments'],
  ['batch', 'jobs'],
  ['rbac.authorization.k8s.io', 'roles'],
] as const;

const ruleText = (index: number, level: string, suffix: string): string => {
  const [group, resource] = KINDS[index % KINDS.length]!;
  return `  - level: ${level}\n    users: ["user-${index}${suffix}", "system:serviceaccount:ns${index % 17}:sa"]\n    verbs: ["get", "list", "watch"]\n    namespaces: ["ns${index % 23}"]\n    resources:\n      - group: "${group}"\n        resources: ["${resource}", "${resource}/status"]\n`;
};

const policyText = (rules: readonly string[]) =>
  `apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: ["RequestReceived"]\nrules:\n${rules.join('')}  - level: Metadata\n`;

/** The policy as a string in a ConfigMap, with others beside it. */
const configMapText = (rules: readonly string[]) => {
  const others = Array.from({ length: 20 }, (_, i) => `  other-${i}.yaml: |\n    key: value\n    list:\n      - ${i}\n`).join('');
  return `apiVersion: v1\nkind: ConfigMap\ndata:\n${others}  audit.yaml: |\n${policyText(rules).replace(/^/gm, '    ')}\n  last: text\n`;
};

const uri = 'file:///policy.yaml';

const SCHEMA = {
  'custom/schema/request': () => ['bench://policy.json'],
  'custom/schema/content': () => JSON.stringify(schema),
};

/** Every edit breaks a rule or mends it; the answer counts when it tells so. A mended rule has a new user: no text comes twice. */
async function measure(subject: Subject, rules: number, edits: number, write = policyText): Promise<Figures> {
  const client = await startAsYamlExtension(subject.command, {}, SCHEMA);
  const lines = Array.from({ length: rules }, (_, i) => ruleText(i, 'Metadata', ''));
  let text = write(lines);
  const shown = (broken: boolean) =>
    client.next<Published>('textDocument/publishDiagnostics', p => p.uri === uri && p.diagnostics.some(d => d.severity === 1) === broken);
  const opened = shown(false);
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  await opened;
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const broken = edit % 2 === 0;
    const rule = ((edit >> 1) * 37) % rules;
    lines[rule] = ruleText(rule, broken ? 'Metadatum' : 'Metadata', broken ? '' : `-${edit}`);
    const next = write(lines);
    const change = subject.ranges ? changedRange(text, next) : { text: next };
    text = next;
    const begin = performance.now();
    const answer = shown(broken);
    client.notify('textDocument/didChange', { textDocument: { uri, version: edit + 2 }, contentChanges: [change] });
    await answer;
    times.push(performance.now() - begin - subject.wait);
  }
  await client.end();
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1]!, p95: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))]! };
}

/** The lines that differ, as an editor sends an edit. */
function changedRange(before: string, after: string) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let first = 0;
  while (old[first] === now[first]) first++;
  let last = 0;
  while (old.at(-1 - last) === now.at(-1 - last)) last++;
  const range = { start: { line: first, character: 0 }, end: { line: old.length - last, character: 0 } };
  return { range, text: `${now.slice(first, now.length - last).join('\n')}\n` };
}

const cell = (figures: Figures) => `${figures.median.toFixed(1).padStart(8)} ms (p95 ${figures.p95.toFixed(1)})`;

console.log('edit to diagnostics, median and p95');
for (const { rules, ours, peer } of RUNS) {
  const mine = await measure(AUDITSCOPE, rules, ours);
  const theirs = await measure(PEER, rules, peer);
  const ratio = (theirs.median / mine.median).toFixed(1);
  console.log(`${String(rules).padStart(5)} rules  ${AUDITSCOPE.name} ${cell(mine)}  ${PEER.name} ${cell(theirs)}  ${ratio} times as fast`);
}
const carried = configMapText(Array.from({ length: 280 }, (_, i) => ruleText(i, 'Metadata', '')));
const embedded = await measure(AUDITSCOPE, 280, 60, configMapText);
console.log(`  280 rules in a ConfigMap of ${carried.split('\n').length} lines  ${AUDITSCOPE.name} ${cell(embedded)}`);
