const YAML_VERSION = /^(["']?)apiVersion\1[ \t]*:[ \t]*["']?audit\.k8s\.io(?:["'/\s]|$)/m;
const YAML_KIND = /^(["']?)kind\1[ \t]*:[ \t]*["']?([^\s"'#]*)/m;
const JSON_VERSION = /"apiVersion"\s*:\s*"audit\.k8s\.io/;
const JSON_KIND = /"kind"\s*:\s*"([^"]*)"/;
const UNFINISHED_VERSION = /^apiVersion[ \t]*:?[ \t]*["']?([\w./-]*)["']?[ \t]*$/m;

/**
 * Whether a text is an audit policy: group audit.k8s.io, and a kind that is absent or some spelling of Policy (an Event
 * is none). Looks at lines only, so that it costs nothing on the many other YAML files.
 */
export function isPolicyText(text: string): boolean {
  if (!mayHoldPolicies(text)) return false;
  const yaml = YAML_VERSION.test(text);
  if (!yaml && !(/^\s*\{/.test(text) && JSON_VERSION.test(text))) return false;
  const kind = yaml ? YAML_KIND.exec(text)?.[2] : JSON_KIND.exec(text)?.[1];
  return kind === undefined || kind === '' || /policy$/i.test(kind);
}

/** Whether it is worth looking for policies in a text: itself, or strings and mappings in it. */
export const mayHoldPolicies = (text: string): boolean => text.includes('audit.k8s.io');

/** Whether a text that was a policy a moment ago still is one: while its apiVersion is being typed it must not lose its messages. */
export function staysPolicyText(text: string): boolean {
  if (isPolicyText(text)) return true;
  const version = UNFINISHED_VERSION.exec(text);
  return /^rules[ \t]*:/m.test(text) && (!version || 'audit.k8s.io/v1'.startsWith(version[1]!));
}
