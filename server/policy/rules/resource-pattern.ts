/** An item of a rule's `resources`, taken apart; `resource` and `subresource` may be `*`. */
export interface ResourcePattern {
  readonly resource: string;
  readonly subresource: string | undefined;
}

/** `pods/log` as pods and log; undefined for texts with more than one slash or an empty part, which match nothing. */
export function resourcePattern(text: string): ResourcePattern | undefined {
  const parts = text.split('/');
  if (parts.length > 2 || parts.some(p => p === '')) return undefined;
  return { resource: parts[0]!, subresource: parts[1] };
}
