import { type Candidate, candidatesIn } from '../../yaml/embedded-candidates.ts';
import type { EmbeddedText } from '../../yaml/embedded-place.ts';
import type { Range } from '../../yaml/node.ts';
import { isPolicyText, mayHoldPolicies, staysPolicyText } from '../recognize.ts';
import { type Masked, maskTemplates } from './template-mask.ts';

/** An audit policy in a file: the file itself, or a string or mapping in it. */
export interface PolicyPart {
  /** Empty for the file itself, else the way to it: `data.audit-policy.yaml`; unique in the file. */
  readonly name: string;
  /** The policy as a text of its own; templates in it are masked. */
  readonly text: string;
  /** From the file inwards; empty for the file itself. */
  readonly layers: readonly EmbeddedText[];
  /** Of `text`, what is unknown until a template is rendered. */
  readonly templates: readonly Range[];
}

/** How deep strings are looked for in strings. */
const MAX_LAYERS = 3;

/**
 * Every audit policy of a file, in textual order. With the parts of the text before an edit, one stays a policy while its
 * apiVersion is typed anew.
 */
export function policiesIn(text: string, previous: readonly PolicyPart[] = []): readonly PolicyPart[] {
  const masked = maskTemplates(text);
  const wasWhole = previous.some(p => p.layers.length === 0);
  if (isPolicyText(masked.text) || (wasWhole && staysPolicyText(masked.text)))
    return [{ name: '', text: masked.text, layers: [], templates: masked.templates }];
  if (!mayHoldPolicies(text) && previous.length === 0) return [];
  const parts = [...partsIn(masked, [], [], previous)];
  const names = new Map<string, number>();
  return parts.map(part => {
    const times = (names.get(part.name) ?? 0) + 1;
    names.set(part.name, times);
    return times === 1 ? part : { ...part, name: `${part.name}~${times}` };
  });
}

function* partsIn(
  masked: Masked,
  layers: readonly EmbeddedText[],
  path: readonly (string | number)[],
  previous: readonly PolicyPart[],
): Generator<PolicyPart> {
  const { text, templates } = masked;
  const known = new Set(previous.map(p => p.name));
  const nameOf = (inner: Candidate['path']) => [...path, ...inner].join('.') || 'document';
  const wanted = {
    string: (source: string, inner: Candidate['path']) => mayHoldPolicies(source) || known.has(nameOf(inner)),
    mapping: isPolicyMapping,
  };
  for (const { kind, embedded, path: inner } of candidatesIn(text, wanted)) {
    const name = nameOf(inner);
    const inside = [...layers, embedded];
    const unknown = templatesWithin(embedded, templates);
    if (kind === 'mapping' || isPolicyText(embedded.text) || (known.has(name) && staysPolicyText(embedded.text)))
      yield { name, text: embedded.text, layers: inside, templates: unknown };
    else if (inside.length < MAX_LAYERS) yield* partsIn({ text: embedded.text, templates: unknown }, inside, [...path, ...inner], previous);
  }
}

/** Whether a mapping is a policy, by its scalars. A reference to a policy has no rules; a policy that is being written has its kind at least. */
export const isPolicyMapping = (values: ReadonlyMap<string, string>): boolean =>
  /^audit\.k8s\.io(\/|$)/.test(values.get('apiVersion') ?? '') &&
  (values.has('kind') ? /policy$/i.test(values.get('kind')!) : values.has('rules'));

/** The places of templates in an embedded text. */
function templatesWithin({ stretches, text }: EmbeddedText, templates: readonly Range[]): readonly Range[] {
  if (templates.length === 0) return [];
  const found: Range[] = [];
  for (const [i, { inner, outer, length }] of stretches.entries()) {
    const next = stretches[i + 1];
    const gapEnd = next?.outer ?? outer + length;
    const innerEnd = next?.inner ?? text.length;
    for (const { start, end } of templates) {
      if (end <= outer || start >= gapEnd) continue;
      found.push({
        start: inner + Math.max(0, Math.min(start - outer, length)),
        end: Math.min(innerEnd, Math.max(inner, inner + Math.min(end - outer, length))),
      });
    }
  }
  return found.filter(r => r.end > r.start);
}
