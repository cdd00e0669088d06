import { isBlank } from './blank-byte.ts';

/** A part of a file that stands for one event. */
export interface Span {
  /** Byte offsets in the file; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Zero-based line of `start`. */
  readonly line: number;
  /** Whether its brackets close. */
  readonly complete: boolean;
}

export interface SpanScanner {
  feed(bytes: Uint8Array): void;
  /** Tells that nothing follows: what is open is reported as incomplete. Returns whether anything was. */
  end(): boolean;
}

interface SpanOptions {
  /** Report the values of the outermost level only, without looking into lists. */
  readonly wholeValues?: boolean;
}

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const ITEMS = [0x69, 0x74, 0x65, 0x6d, 0x73];

/**
 * Finds the events of JSON that is not one event per line, byte by byte and without keeping any: objects one after another,
 * the items of arrays, and the items of a list (the array under `items` of an outermost object). Whether a span is JSON is
 * for the reader to find out; only brackets and quotes are looked at. An outermost object that never closes is given up
 * where a line begins with `{`.
 */
export function createSpanScanner(onSpan: (span: Span) => void, options: SpanOptions = {}): SpanScanner {
  let offset = 0;
  let line = 0;
  let column = 0;
  let depth = 0;
  /** Depth at which events stand. */
  let eventDepth = 0;
  let inText = false;
  let escaped = false;
  let start = -1;
  let startLine = 0;
  /** Of the text that is read: its length so far, and whether it is "items" so far. */
  let textLength = 0;
  let isItems = false;
  let key: 'none' | 'items' | 'items:' = 'none';

  const open = () => {
    start = offset;
    startLine = line;
  };
  const close = (end: number, complete: boolean) => {
    onSpan({ start, end, line: startLine, complete });
    start = -1;
  };
  const reset = () => {
    depth = 0;
    eventDepth = 0;
    inText = false;
    escaped = false;
    key = 'none';
  };

  function outermost(byte: number): void {
    if (isBlank(byte) || byte === COMMA || (offset < BYTE_ORDER_MARK.length && byte === BYTE_ORDER_MARK[offset])) return;
    if (byte === OPEN_LIST && options.wholeValues !== true) {
      depth = 1;
      eventDepth = 1;
      return;
    }
    open();
    if (byte === OPEN || byte === OPEN_LIST) depth = 1;
    else depth = -1;
  }

  /** A byte inside brackets, outside texts. */
  function inside(byte: number): void {
    if (start < 0 && depth === eventDepth) {
      if (isBlank(byte) || byte === COMMA) return;
      if (byte === CLOSE_LIST || byte === CLOSE) {
        depth--;
        // what is left of the list's object is skipped: it has no events
        eventDepth = depth === 0 ? 0 : Number.POSITIVE_INFINITY;
        return;
      }
      open();
    }
    if (byte === QUOTE) {
      inText = true;
      textLength = 0;
      isItems = true;
      return;
    }
    if (byte === OPEN || byte === OPEN_LIST) {
      depth++;
      if (byte === OPEN_LIST && key === 'items:' && depth === 2 && eventDepth === 0 && options.wholeValues !== true) {
        eventDepth = 2;
        start = -1;
      }
    } else if (byte === CLOSE || byte === CLOSE_LIST) {
      depth--;
      if (start >= 0 && depth === eventDepth) close(offset + 1, true);
      else if (start >= 0 && depth < eventDepth) {
        close(offset, false);
        eventDepth = depth === 0 ? 0 : Number.POSITIVE_INFINITY;
      }
      if (depth <= 0) reset();
    } else if (byte === COMMA && start >= 0 && depth === eventDepth) close(offset, true);
    if (isBlank(byte)) return;
    key = byte === COLON && key === 'items' ? 'items:' : 'none';
  }

  function insideText(byte: number): void {
    if (escaped) escaped = false;
    else if (byte === BACKSLASH) escaped = true;
    else if (byte === QUOTE) {
      inText = false;
      key = isItems && textLength === ITEMS.length && depth === 1 && eventDepth === 0 ? 'items' : 'none';
      return;
    }
    // JSON has no line ends inside texts: the quote that should have closed it is missing
    if (byte === NEWLINE) inText = false;
    if (isItems && byte !== ITEMS[textLength]) isItems = false;
    textLength++;
  }

  return {
    feed(bytes) {
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i]!;
        if (byte === OPEN && column === 0 && start >= 0 && eventDepth === 0 && depth > 0) {
          close(offset, false);
          reset();
        }
        if (inText) insideText(byte);
        else if (depth === 0) outermost(byte);
        else if (depth > 0) inside(byte);
        if (byte === NEWLINE) {
          // a line that begins with no bracket
          if (depth < 0) {
            close(offset, false);
            reset();
          }
          line++;
          column = 0;
        } else column++;
        offset++;
      }
    },
    end() {
      const wasOpen = depth > 0;
      if (start >= 0) close(offset, false);
      reset();
      return wasOpen;
    },
  };
}
