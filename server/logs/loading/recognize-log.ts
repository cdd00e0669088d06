import type { LogFormat } from '../../protocol/log.ts';
import { isAuditEvent, isEventList, isObject } from './audit-event.ts';
import { describeValue, excerpt, foreignForm } from './foreign-forms.ts';
import { createSpanScanner, type Span } from './json-spans.ts';

/** `found` is what stands there instead of an audit log, ready to follow "found". */
export type Recognized = { readonly format: LogFormat } | { readonly found: string };

export const EXPECTED =
  'expected are Kubernetes audit events (apiVersion audit.k8s.io/v1, v1beta1 or v1alpha1) as JSON lines, as JSON objects one after another, as a JSON array or as an EventList, also gzipped';

/** How many bytes from the beginning are enough to recognise a log. */
export const HEAD_BYTES = 1 << 20;

/**
 * Recognises the form of a log by its beginning. `whole` tells that nothing follows. A log without content is JSON lines
 * without events: a file that was just rotated.
 */
export function recognizeLog(head: Uint8Array, whole: boolean): Recognized {
  const text = decode(head);
  const start = text.trimStart();
  if (start === '') return whole ? { format: 'json-lines' } : { found: 'nothing but blanks' };
  if (start[0] === '{' || start[0] === '[') return recognizeJson(head, text, whole);
  return hasEventLine(text, whole) ? { format: 'json-lines' } : { found: describeText(head, start) };
}

function recognizeJson(head: Uint8Array, text: string, whole: boolean): Recognized {
  const firstLine = text.trimStart().split('\n', 1)[0]!;
  const first = parse(firstLine);
  if (isObject(first)) {
    const foreign = foreignForm(first);
    if (isEventList(first)) return { format: 'event-list' };
    if (foreign === undefined && isAuditEvent(first)) return { format: 'json-lines' };
    return foreign === undefined && hasEventLine(text, whole) ? { format: 'json-lines' } : { found: describeValue(first) };
  }
  if (text.trimStart()[0] === '[') return recognizeArray(head, text, whole);
  const value = firstValue(head);
  if (value !== undefined) {
    if (isEventList(value)) return { format: 'event-list' };
    if (isObject(value) && foreignForm(value) === undefined && isAuditEvent(value)) return { format: 'json-objects' };
  }
  // a log whose first line is damaged, or one with an event too large for the head
  if (hasEventLine(text, whole)) return { format: 'json-lines' };
  if (value !== undefined) return { found: describeValue(value) };
  if (!text.includes('audit.k8s.io/')) return { found: `a text that begins with ${excerpt(firstLine)} and is no JSON` };
  if (/"items"\s*:\s*\[/.test(text.slice(0, 65536)) || /"kind"\s*:\s*"EventList"/.test(text.slice(0, 65536)))
    return { format: 'event-list' };
  return { format: firstLine.trim().length > 1 && !whole && !text.includes('\n') ? 'json-lines' : 'json-objects' };
}

function recognizeArray(head: Uint8Array, text: string, whole: boolean): Recognized {
  let first: unknown;
  const scanner = createSpanScanner(span => {
    if (first === undefined && span.complete) first = parse(textOf(head, span));
  });
  scanner.feed(head);
  if (whole) scanner.end();
  if (isAuditEvent(first) && foreignForm(first) === undefined) return { format: 'json-array' };
  // a log whose first line is damaged
  if (hasEventLine(text, whole)) return { format: 'json-lines' };
  if (first !== undefined) return { found: `a JSON array whose first item is ${describeValue(first)}` };
  const isLog = whole ? /^\s*\[\s*\]\s*$/.test(text) : text.includes('audit.k8s.io/');
  return isLog ? { format: 'json-array' } : { found: 'a JSON array without an audit event' };
}

/** The first complete value of a text of several lines. */
function firstValue(head: Uint8Array): unknown {
  let found: unknown;
  const scanner = createSpanScanner(
    span => {
      if (found === undefined && span.complete) found = parse(textOf(head, span));
    },
    { wholeValues: true },
  );
  scanner.feed(head);
  return found;
}

/** Whether any complete line is an audit event on its own. */
function hasEventLine(text: string, whole: boolean): boolean {
  const lines = text.split('\n');
  if (!whole) lines.pop();
  return lines.some(line => {
    const from = line.indexOf('{');
    const value = from < 0 ? undefined : parse(line);
    return isAuditEvent(value) && foreignForm(value) === undefined;
  });
}

function describeText(head: Uint8Array, start: string): string {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'UTF-16 text';
  const lines = start.split('\n', 200).map(l => l.trimEnd());
  // a licence at the top tells nothing
  const line = lines.find(l => l !== '' && !l.startsWith('#')) ?? lines[0]!;
  if (start.startsWith('PK\u0003\u0004')) return 'a ZIP archive';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'a Zstandard file';
  if (start.startsWith('%PDF')) return 'a PDF document';
  if (start.startsWith('<')) return `XML or HTML that begins with ${excerpt(line)}`;
  if (/\0/.test(start.slice(0, 1024))) return 'binary data';
  if (/^\S+ AUDIT: id=/.test(line)) return 'the legacy audit format, which carries neither level nor object';
  if (line === '---' || /^(- )?[\w.-]+:(\s|$)/.test(line)) return `YAML that begins with ${excerpt(line)}`;
  if (line.split(',').length > 3) return `comma-separated text that begins with ${excerpt(line)}`;
  return `a text that begins with ${excerpt(line)}`;
}

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);
const textOf = (bytes: Uint8Array, span: Span): string => decode(bytes.subarray(span.start, span.end));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
