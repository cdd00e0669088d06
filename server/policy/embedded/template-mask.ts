import type { Range } from '../../yaml/node.ts';

/** Helm and Go, Jinja, ERB and Terraform templates, shell variables. */
const TEMPLATES = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[^}]*?#\}|<%[\s\S]*?%>|%\{[^}\n]*\}|\$\{[^}\n]*\}/g;

const BRACES: Readonly<Record<string, string>> = { '{': '⦃', '}': '⦄' };
const ODD = /[^\w\s.$/-]/g;

/** Ends of control structures and comments: nothing comes of them. */
const SILENT = /^(?:\{\{-?\s*(?:end\s*-?\}\}|\/\*)|\{%-?\s*end\w*\s*-?%\}|\{#)/;

export interface Masked {
  /** As long as the original, with letters that mean nothing to YAML where templates stood. */
  readonly text: string;
  readonly templates: readonly Range[];
}

/**
 * Puts harmless letters in the place of template syntax: lines of nothing else become blank, values stay a text that can be
 * recognised. What such a text really says is unknown before it is rendered.
 */
export function maskTemplates(text: string): Masked {
  if (!/\{\{|\{%|<%|[$%]\{/.test(text)) return { text, templates: [] };
  const templates: Range[] = [];
  const inline = text.replace(TEMPLATES, (found, at: number) => {
    if (!SILENT.test(found)) templates.push({ start: at, end: at + found.length });
    return isAlone(text, at, at + found.length)
      ? found.replace(/[^\n\r]/g, ' ')
      : found.replace(ODD, c => BRACES[c] ?? '·').replace(/\r?\n/g, breaks => '·'.repeat(breaks.length));
  });
  return { text: inline, templates };
}

/** Whether a line holds nothing but templates: control structures and included blocks. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', Math.max(0, start - 1)) + 1, start);
  const lineEnd = text.indexOf('\n', end);
  const line = before + text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  return !/\S/.test(line.replace(TEMPLATES, ''));
}

/** Gives templates in a text for people their braces back. */
export const unmasked = (text: string): string => text.replaceAll('⦃', '{').replaceAll('⦄', '}');
