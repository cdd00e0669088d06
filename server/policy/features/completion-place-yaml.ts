import { columnOf, lineStartOf } from '../../yaml/line-start.ts';
import type { Range, YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse-yaml.ts';
import { splitSequence } from '../../yaml/split-sequence.ts';
import { fieldsOf } from '../explain/field-text.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { type CompletionPlace, type Path, typeAt } from './completion-place.ts';

/** Stands at the cursor while the half-written text is read; no text of a person holds this private character. */
const MARK = '\uE0F3';

const FIELDS = (['policy', 'rule', 'entry'] as const).flatMap(fieldsOf);

/** A field's name with its colon right before the cursor. */
const FIELD_COLON = new RegExp(`(?:^|[\\s{,])(?:${FIELDS.join('|')}):$`);

/**
 * The places at an offset of a YAML text. The text is read with a mark at the cursor; where the mark lands in the tree
 * tells what is being typed there. Only the rule around the cursor is read.
 */
export function yamlPlaces(policy: PolicyDocument, offset: number): readonly CompletionPlace[] {
  const { text } = policy;
  const lineStart = lineStartOf(text, offset);
  const newline = text.indexOf('\n', offset);
  const before = text.slice(lineStart, offset);
  const after = text.slice(offset, newline < 0 ? text.length : newline).replace(/\r$/, '');
  const lead = FIELD_COLON.test(before) ? ' ' : '';
  const places: (CompletionPlace | undefined)[] = [];
  if (/^\s*[\w]*$/.test(before) && /^\w*\s*$/.test(after) && isItemColumn(text, lineStart, before.length - before.trimStart().length)) {
    places.push(placeIn(policy, offset, '- ', lineStart + before.length - before.trimStart().length));
  }
  const asField = /^[\s-]*\w*$/.test(before) && after.trim() === '' ? placeIn(policy, offset, '', offset, ':') : undefined;
  // a word alone on its line is a field's name where an object stands, else a value
  if (asField?.wants === 'field' && typeAt(asField.path)?.kind === 'struct') places.push(asField);
  else places.push(placeIn(policy, offset, lead, offset) ?? placeIn(policy, offset, lead, offset, closers(before, after)));
  return places.filter(p => p !== undefined);
}

/** Whether the block item above begins in this column, so that another item may. */
function isItemColumn(text: string, lineStart: number, column: number): boolean {
  const lines = text.slice(0, lineStart).trimEnd();
  for (let end = lines.length; end > 0; ) {
    const start = lines.lastIndexOf('\n', end - 1) + 1;
    const line = lines.slice(start, end);
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '' && !line.trimStart().startsWith('#') && indent <= column) return indent === column && /^\s*-(\s|$)/.test(line);
    end = start - 1;
  }
  return false;
}

/** The quote and brackets that the line leaves open. */
function closers(before: string, after: string): string {
  let quote = '';
  const open: string[] = [];
  for (const c of before) {
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '[') open.push(']');
    else if (c === '{') open.push('}');
    else if (c === ']' || c === '}') open.pop();
  }
  const quoteCloses = quote !== '' && after.includes(quote);
  const rest = quoteCloses ? after.slice(after.indexOf(quote) + 1) : after;
  for (const c of rest) if (c === open.at(-1)) open.pop();
  return (quoteCloses ? '' : quote) + (/[\]}]/.test(after) ? '' : open.toReversed().join(''));
}

/**
 * The place under the mark, with `lead` put in at `leadAt` and `closing` behind the mark. Undefined where the mark is in no
 * node, or the text is too broken to tell.
 */
function placeIn(policy: PolicyDocument, offset: number, lead: string, leadAt: number, closing?: string): CompletionPlace | undefined {
  const { text } = policy;
  const marked = text.slice(0, leadAt) + lead + text.slice(leadAt, offset) + MARK + (closing ?? '') + text.slice(offset);
  const at = offset + lead.length;
  const read = readAround(marked, at);
  if (!read || (closing === undefined && read.unclosed)) return undefined;
  // a rule read alone still stands in its policy
  const found = find(read.root, at - read.offset, read.path, read.path.length > 0 && policy.root ? [policy.root] : []);
  if (!found) return undefined;
  const source = { text, marked, offset, at, lead, shift: read.offset, closing: closing ?? '' };
  if (found.kind === 'key') return fieldPlace(policy, found, source);
  const value = valuePlace(found, source);
  // a lone word beside the other fields of the policy is the name of a field
  return found.path.length === 0 ? { ...value, wants: 'field', present: rootFields(policy) } : value;
}

interface Source {
  readonly text: string;
  readonly marked: string;
  /** The cursor in the text, and the mark in the marked text. */
  readonly offset: number;
  readonly at: number;
  readonly lead: string;
  /** Where the piece that was read begins in the marked text. */
  readonly shift: number;
  readonly closing: string;
}

/** Reads the rule around the mark, or the whole text where lines alone do not tell the rules apart. */
function readAround(marked: string, at: number) {
  const split = splitSequence(marked, 'rules');
  const index = split?.items.findLastIndex(i => i.offset <= at) ?? -1;
  const item = split && index >= 0 && at < split.tail.offset ? split.items[index]! : undefined;
  const piece = item ?? (split && (at >= split.tail.offset ? split.tail : split.head)) ?? { text: marked, offset: 0 };
  const tree = parseYaml(piece.text);
  const unclosed = tree.unclosed !== undefined;
  if (!item) return tree.root && { root: tree.root, offset: piece.offset, path: [] as Path, unclosed };
  const rule = tree.root?.kind === 'sequence' ? tree.root.items[0] : undefined;
  return rule && { root: rule, offset: piece.offset, path: ['rules', index] as Path, unclosed };
}

type Found =
  | { readonly kind: 'key'; readonly path: Path; readonly mapping: YamlMapping; readonly key: Range; readonly around: readonly YamlNode[] }
  | {
      readonly kind: 'value';
      readonly path: Path;
      readonly scalar: YamlScalar;
      readonly parent: YamlNode | undefined;
      readonly around: readonly YamlNode[];
    };

function find(node: YamlNode, at: number, path: Path, around: readonly YamlNode[], parent?: YamlNode): Found | undefined {
  const holds = (r: Range) => r.start <= at && at < r.end;
  if (!holds(node.range)) return undefined;
  if (node.kind === 'scalar') return { kind: 'value', path, scalar: node, parent, around };
  if (node.kind === 'sequence') {
    const index = node.items.findIndex(i => holds(i.range));
    return index < 0 ? undefined : find(node.items[index]!, at, [...path, index], around, node);
  }
  for (const entry of node.entries) {
    if (holds(entry.keyRange)) return { kind: 'key', path, mapping: node, key: entry.keyRange, around: [...around, node] };
    const inside = find(entry.value, at, [...path, entry.key], [...around, node], node);
    if (inside) return inside;
  }
  return undefined;
}

const rootFields = ({ root }: PolicyDocument): readonly string[] => (root?.kind === 'mapping' ? root.entries.map(e => e.key) : []);

function fieldPlace(policy: PolicyDocument, found: Found & { kind: 'key' }, source: Source): CompletionPlace | undefined {
  const { mapping, key } = found;
  const column = columnOf(source.marked, key.start + source.shift);
  // a name in another column belongs to nothing
  if (!mapping.flow && column !== columnOf(source.marked, mapping.range.start + source.shift)) return undefined;
  const own = mapping.entries.filter(e => e.keyRange !== key).map(e => e.key);
  const name = source.marked.slice(key.start + source.shift, key.end + source.shift).replace(MARK, '');
  return {
    path: found.path,
    wants: 'field',
    present: found.path.length === 0 ? [...own, ...rootFields(policy).filter(k => k !== name)] : own,
    around: found.around,
    replace: replaced(key, source),
    form: { ...formOf(source, key, mapping.flow), column },
  };
}

function valuePlace(found: Found & { kind: 'value' }, source: Source): CompletionPlace {
  const { scalar, parent } = found;
  const neighbours = parent?.kind === 'sequence' ? parent.items.filter(i => i !== scalar && i.kind === 'scalar') : [];
  const quotedNeighbours = neighbours.some(n => n.kind === 'scalar' && n.style === 'quoted');
  const start = scalar.range.start + source.shift;
  const form = formOf(source, scalar.range, parent !== undefined && parent.kind !== 'scalar' && parent.flow);
  return {
    path: found.path,
    wants: 'value',
    present: neighbours.map(n => (n.kind === 'scalar' ? String(n.value ?? '') : '')),
    around: found.around,
    replace: replaced(scalar.range, source),
    form: { ...form, quotedNeighbours, column: columnOf(source.marked, start) },
  };
}

function formOf(source: Source, range: Range, flow: boolean): CompletionPlace['form'] {
  const { marked, shift, at, closing } = source;
  const start = range.start + shift;
  const opening = marked[start];
  const quote = (opening === '"' || opening === "'") && start < at ? opening : '';
  const lineStart = lineStartOf(marked, start);
  return {
    style: flow ? 'flow' : 'block',
    quote,
    closed: quote !== '' && marked[range.end + shift - 1] === quote && !closing.startsWith(quote),
    hasColon: /^\w*["']?\s*:(\s|$)/.test(marked.slice(at + 1 + closing.length, at + 200)),
    quotedNeighbours: false,
    lead: source.lead,
    besideField: /\S/.test(marked.slice(lineStart, start)),
    column: 0,
  };
}

/** The range of a name or value in the text without mark, without its quotes, as far as it lies on the cursor's line. */
function replaced(range: Range, { marked, shift, at, text, offset, closing }: Source): Range {
  const from = range.start + shift;
  const quote = marked[from] === '"' || marked[from] === "'" ? 1 : 0;
  const lineStart = lineStartOf(text, offset);
  const newline = text.indexOf('\n', offset);
  const behind = range.end + shift - (at + 1) - closing.length - (closing === '' ? quote : 0);
  const end = Math.min(Math.max(offset, offset + behind), newline < 0 ? text.length : newline);
  return { start: Math.max(lineStart, Math.min(offset, offset - (at - from - quote))), end };
}
