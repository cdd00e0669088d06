import { isAuditEvent, isEventList, type JsonObject } from './audit-event.ts';
import { readableMembers } from './event-members.ts';
import { describeValue } from './foreign-forms.ts';
import { createSpanScanner } from './json-spans.ts';

/** `empty`: a list without events, which is no damage. */
export type Repaired = { readonly event: JsonObject } | { readonly reason: string } | { readonly empty: true };

/**
 * A second, tolerant look at a line that the fast reader did not take for an event: bytes that are no UTF-8, lone
 * surrogates and a byte order mark do not lose an event. Otherwise the reason why it is none. `last` tells that the file
 * ends here.
 */
export function repairEvent(bytes: Uint8Array, last: boolean): Repaired {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return { reason: describeFault(bytes, last) };
  }
  if (isEventList(value)) return { empty: true };
  if (!isAuditEvent(value)) return { reason: `${describeValue(value)}, no audit event` };
  try {
    return { event: readableMembers(value) };
  } catch {
    return { reason: 'is nested too deeply' };
  }
}

function describeFault(bytes: Uint8Array, last: boolean): string {
  let values = 0;
  let incomplete = false;
  const scanner = createSpanScanner(
    span => {
      values++;
      incomplete ||= !span.complete;
    },
    { wholeValues: true },
  );
  scanner.feed(bytes);
  const open = scanner.end();
  const first = bytes.find(byte => byte > 0x20);
  if (first !== 0x7b) return 'no JSON object';
  if (open) return last ? 'the file ends in the middle of this event' : 'ends in the middle of an event';
  if (values > 1 && !incomplete) return 'more than one JSON text on one line';
  return 'is not valid JSON';
}
