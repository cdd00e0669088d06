import { isPolicyText } from '../../server/policy/recognize.ts';

/** The name under which the YAML extension knows our association, and the scheme of its schema's address. */
export const ASSOCIATION = 'auditscope';

const SCHEMA_URI = `${ASSOCIATION}://schema/audit-policy`;

/**
 * The schema the YAML extension is to use for a text: for an audit policy our own empty one, for anything else none of
 * ours. A guessed one would mark every policy as wrong, since Kubernetes serves no such resource.
 */
export const schemaFor = (text: string | undefined): string | undefined =>
  text !== undefined && isPolicyText(text) ? SCHEMA_URI : undefined;

/** The content of that schema: it says nothing, so that fields and values are explained and checked once, by us. */
export const schemaContent = (): string => '{}';

/** As much of a diagnostic as tells doubles apart. */
interface Placed {
  readonly code?: unknown;
  readonly source?: string | undefined;
  readonly range: { readonly start: { readonly line: number } };
}

const isTheirs = (d: Placed): boolean => d.source?.startsWith('YAML') === true;

/** The lines on which the YAML extension says something of the text itself: broken syntax and repeated keys. */
export const linesOfYamlExtension = (all: readonly Placed[]): ReadonlySet<number> =>
  new Set(all.filter(isTheirs).map(d => d.range.start.line));

/** Our diagnostics without those that the YAML extension has on the same line. */
export const withoutDoubles = <T extends Placed>(ours: readonly T[], lines: ReadonlySet<number>): T[] =>
  ours.filter(d => !((d.code === 'refused-syntax' || d.code === 'duplicate-key') && lines.has(d.range.start.line)));
