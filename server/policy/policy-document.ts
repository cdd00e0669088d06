import {
  EMPTY_TREE,
  entryOf,
  type Located,
  type Range,
  shift,
  type YamlAlias,
  type YamlEntry,
  type YamlNode,
  type YamlProblem,
  type YamlTree,
} from '../yaml/node.ts';
import { parseJson } from '../yaml/parse-json.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { splitSequence, type TextPiece } from '../yaml/split-sequence.ts';
import { isNeverClosed } from '../yaml/syntax-problem.ts';
import { type Decoded, type DecodeProblem, decode, type Field } from './decode.ts';
import { POLICY_TYPE } from './field-types.ts';
import {
  booleanField,
  isStruct,
  type PolicyRule,
  type RuleBody,
  readRule,
  type StringList,
  stringField,
  stringList,
} from './policy-rule.ts';

/** An audit policy as written: every part knows its place. Reading never fails; what is wrong is in the problems. */
export interface PolicyDocument {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  readonly root: YamlNode | undefined;
  readonly apiVersion: Field<string> | undefined;
  readonly kind: Field<string> | undefined;
  readonly rulesKey: Range | undefined;
  readonly rules: readonly PolicyRule[];
  readonly omitStages: StringList;
  readonly omitManagedFields: Field<boolean> | undefined;
  /** Problems of the text; of a repeated key the first is where it stands again. */
  readonly yamlProblems: readonly YamlProblem[];
  /** Problems outside the rules; those of a rule are in its body. */
  readonly problems: readonly DecodeProblem[];
  readonly comments: readonly Located<string>[];
  readonly aliases: readonly YamlAlias[];
  readonly ignoredFrom: number | undefined;
  /** What the next version of the text can take over. */
  readonly pieces: ReadonlyMap<string, RulePiece>;
}

/** A rule read from its own lines, everything relative to their beginning. */
export interface RulePiece {
  readonly body: RuleBody;
  readonly problems: readonly YamlProblem[];
  readonly comments: readonly Located<string>[];
  /** Its lines do not close a quote that they open. */
  readonly open?: true;
}

/** Whether a text is to be read as JSON: the server looks at the first character that is not blank. */
const isJson = (text: string) => /^\s*\{/.test(text);

/**
 * Reads an audit policy. With the document of the text before an edit, rules whose lines did not change are taken over
 * from it, so that an edit costs what it touches.
 */
export function parsePolicy(text: string, previous?: PolicyDocument): PolicyDocument {
  if (isJson(text)) return fromTree(text, 'json', parseJson(text));
  // the next edit may make it a text again that is read by rule
  return parseByRule(text, previous) ?? { ...fromTree(text, 'yaml', parseYaml(text)), pieces: previous?.pieces ?? new Map() };
}

function fromTree(text: string, format: 'yaml' | 'json', tree: YamlTree): PolicyDocument {
  const rulesNode = entryOf(tree.root, 'rules')?.value;
  const brokenFrom = tree.problems.find(p => p.code !== 'duplicate-key')?.range.start ?? Number.POSITIVE_INFINITY;
  const items = rulesNode?.kind === 'sequence' ? rulesNode.items : [];
  const rules = items.map((item, index) => ({ index, offset: 0, body: readRule(item, brokenFrom <= item.range.end) }));
  return build(text, format, tree, rules, new Map());
}

/** Undefined where the lines cannot be read one rule at a time. */
function parseByRule(text: string, previous: PolicyDocument | undefined): PolicyDocument | undefined {
  const split = splitSequence(text, 'rules');
  if (!split) return undefined;
  const head = parseYaml(split.head.text);
  const tail = parseYaml(split.tail.text);
  for (const part of [head, tail]) {
    if (part.usesAnchors || part.ignoredFrom !== undefined || part.problems.some(p => p.code !== 'duplicate-key')) return undefined;
  }
  const rulesEntry = head.root?.kind === 'mapping' && !head.root.flow ? head.root.entries.at(-1) : undefined;
  if (rulesEntry?.key !== 'rules' || (tail.root !== undefined && tail.root.kind !== 'mapping')) return undefined;
  const pieces = new Map<string, RulePiece>();
  const rules: PolicyRule[] = [];
  const problems: YamlProblem[] = [...head.problems, ...tail.problems.map(p => movedProblem(p, split.tail.offset))];
  const comments: Located<string>[] = [...head.comments];
  for (const item of split.items) {
    const known = pieces.get(item.text) ?? previous?.pieces.get(item.text);
    const piece = known ?? readPiece(item, text);
    if (!piece) return undefined;
    // what an open quote means depends on the lines behind the rule
    if (!piece.open) pieces.set(item.text, piece);
    rules.push({ index: rules.length, offset: item.offset, body: piece.body });
    for (const p of piece.problems) problems.push(movedProblem(p, item.offset));
    for (const c of piece.comments) comments.push({ ...c, range: shift(c.range, item.offset) });
  }
  for (const c of tail.comments) comments.push({ ...c, range: shift(c.range, split.tail.offset) });
  const tailEntries = tail.root?.kind === 'mapping' ? tail.root.entries.map(e => movedEntry(e, split.tail.offset)) : [];
  const headEntries = head.root?.kind === 'mapping' ? head.root.entries.slice(0, -1) : [];
  const sequence: YamlNode = { kind: 'sequence', range: { start: split.items[0]!.offset, end: split.tail.offset }, items: [], flow: false };
  for (const entry of tailEntries) {
    const earlier = head.root?.kind === 'mapping' ? head.root.entries.find(h => h.key === entry.key)?.keyRange : undefined;
    if (earlier)
      problems.push({
        code: 'duplicate-key',
        range: entry.keyRange,
        message: `key ${JSON.stringify(entry.key)} already set in map`,
        earlier,
      });
  }
  const entries = [...headEntries, { ...rulesEntry, value: sequence }, ...tailEntries];
  const root: YamlNode = { kind: 'mapping', range: { start: head.root!.range.start, end: text.length }, entries, flow: false };
  return build(text, 'yaml', { ...EMPTY_TREE, root, problems, comments }, rules, pieces);
}

function readPiece(item: TextPiece, text: string): RulePiece | undefined {
  const tree = parseYaml(item.text);
  if (tree.usesAnchors || tree.ignoredFrom !== undefined || tree.root?.kind !== 'sequence' || tree.root.items.length !== 1)
    return undefined;
  const [rule] = tree.root.items;
  if (tree.unclosed !== 'quote') {
    const broken = tree.problems.some(p => p.code !== 'duplicate-key');
    return { body: readRule(rule!, broken), problems: tree.problems, comments: tree.comments };
  }
  const problems = problemsOfOpenQuote(tree, item, text);
  return problems && { body: readRule(rule!, true), problems, comments: tree.comments, open: true };
}

/**
 * What is wrong with a rule that leaves a quote open, as it does while somebody writes it: the next quote of the text closes
 * it, and what follows does not fit. Undefined where it may fit: then only the whole text tells.
 */
function problemsOfOpenQuote({ problems }: YamlTree, item: TextPiece, text: string): readonly YamlProblem[] | undefined {
  const [first] = problems;
  if (!first || !isNeverClosed(first)) return undefined;
  const closing = text.indexOf(item.text[first.range.start]!, item.offset + item.text.length);
  if (closing < 0) return problems;
  const newline = text.indexOf('\n', closing);
  const both = parseYaml(text.slice(item.offset, newline < 0 ? text.length : newline));
  const [found] = both.problems;
  const inRule = found?.code === 'syntax' && !isNeverClosed(found) && found.range.end <= item.text.length;
  return inRule && !both.usesAnchors ? [found] : undefined;
}

function build(
  text: string,
  format: 'yaml' | 'json',
  tree: YamlTree,
  rules: readonly PolicyRule[],
  pieces: ReadonlyMap<string, RulePiece>,
): PolicyDocument {
  const problems: DecodeProblem[] = [];
  const fields = decodeRoot(tree.root, problems);
  return {
    text,
    format,
    root: tree.root,
    apiVersion: stringField(fields.apiVersion),
    kind: stringField(fields.kind),
    rulesKey: fields.rules?.key,
    rules,
    omitStages: stringList(fields.omitStages, tree.root ?? { range: { start: 0, end: 0 } }),
    omitManagedFields: booleanField(fields.omitManagedFields),
    yamlProblems: tree.problems,
    problems,
    comments: tree.comments,
    aliases: tree.aliases,
    ignoredFrom: tree.ignoredFrom,
    pieces,
  };
}

/** Decodes everything but the rules' contents, which their bodies hold. */
function decodeRoot(root: YamlNode | undefined, problems: DecodeProblem[]): Readonly<Record<string, Field<Decoded> | undefined>> {
  if (root?.kind !== 'mapping') return {};
  const hollow = root.entries.map(e => (e.key === 'rules' && e.value.kind === 'sequence' ? { ...e, value: { ...e.value, items: [] } } : e));
  const decoded = decode({ ...root, entries: hollow }, POLICY_TYPE, { struct: '', names: [], path: '' }, problems);
  return isStruct(decoded) ? decoded : {};
}

const movedProblem = (problem: YamlProblem, offset: number): YamlProblem => ({
  ...problem,
  range: shift(problem.range, offset),
  ...(problem.earlier && { earlier: shift(problem.earlier, offset) }),
});

function movedEntry(entry: YamlEntry, offset: number): YamlEntry {
  return { key: entry.key, keyRange: shift(entry.keyRange, offset), value: movedNode(entry.value, offset) };
}

function movedNode(node: YamlNode, offset: number): YamlNode {
  const range = shift(node.range, offset);
  if (node.kind === 'scalar') return { ...node, range };
  if (node.kind === 'sequence') return { ...node, range, items: node.items.map(i => movedNode(i, offset)) };
  return { ...node, range, entries: node.entries.map(e => movedEntry(e, offset)) };
}
