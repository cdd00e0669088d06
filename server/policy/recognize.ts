import { visit } from 'jsonc-parser';

const YAML_VERSION = /^(["']?)apiVersion\1[ \t]*:[ \t]*["']?audit\.k8s\.io(?:["'/\s]|$)/m;
const YAML_KIND = /^(["']?)kind\1[ \t]*:[ \t]*["']?([^\s"'#]*)/m;
const UNFINISHED_VERSION = /^apiVersion[ \t]*:?[ \t]*["']?([\w./-]*)["']?[ \t]*$/m;

/**
 * Whether a text is an audit policy: group audit.k8s.io, and a kind that is absent or some spelling of Policy (an Event
 * is none). Looks at lines only, so that it costs nothing on the many other YAML files.
 */
export function isPolicyText(text: string): boolean {
  if (!mayHoldPolicies(text)) return false;
  const json = /^\s*\{/.test(text);
  if (json ? !/^audit\.k8s\.io/.test(jsonText(text, 'apiVersion') ?? '') : !YAML_VERSION.test(text)) return false;
  const kind = json ? jsonText(text, 'kind') : YAML_KIND.exec(text)?.[2];
  return kind === undefined || kind === '' || /policy$/i.test(kind);
}

/** The text under a key of a JSON object, broken or not. */
function jsonText(text: string, key: string): string | undefined {
  const ended = () => undefined;
  let isRoot = true;
  let property = '';
  let found: string | undefined;
  visit(text, {
    onObjectBegin() {
      const goIn = isRoot;
      isRoot = false;
      return goIn;
    },
    onArrayBegin: () => false,
    // without these the library does not notice where what it skips ends
    onObjectEnd: ended,
    onArrayEnd: ended,
    onObjectProperty(name) {
      property = name;
    },
    onLiteralValue(value) {
      if (property === key && typeof value === 'string') found ??= value;
    },
  });
  return found;
}

/** Whether it is worth looking for policies in a text: itself, or strings and mappings in it. */
export const mayHoldPolicies = (text: string): boolean => text.includes('audit.k8s.io');

/** Whether a text that was a policy a moment ago still is one: while its apiVersion is being typed it must not lose its messages. */
export function staysPolicyText(text: string): boolean {
  if (isPolicyText(text)) return true;
  const version = UNFINISHED_VERSION.exec(text);
  return /^rules[ \t]*:/m.test(text) && (!version || 'audit.k8s.io/v1'.startsWith(version[1]!));
}
