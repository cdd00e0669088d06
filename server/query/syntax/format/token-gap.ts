import type { SqlToken } from '../sql-lexer.ts';
import type { TokenRole } from './token-roles.ts';

/** Keywords that are called like functions. */
const CALLED = new Set(['cast', 'try_cast', 'extract', 'row', 'array', 'unnest', 'rollup', 'cube', 'position', 'substring']);

const CLOSE_BEFORE = new Set([',', ')', ']', '[', ';', '.']);
const CLOSE_AFTER = new Set(['(', '[', '.']);

/** What stands between two tokens on one line. */
export function gapBetween(
  { previous, role }: { readonly previous: SqlToken; readonly role: TokenRole | undefined },
  { next, nextRole }: { readonly next: SqlToken; readonly nextRole: TokenRole | undefined },
): '' | ' ' {
  if (next.kind === 'symbol' && CLOSE_BEFORE.has(next.text)) return '';
  if (previous.kind === 'symbol') {
    if (CLOSE_AFTER.has(previous.text)) return '';
    // two signs side by side would begin a comment
    if (role === 'sign') return nextRole === 'sign' ? ' ' : '';
    // `array<varchar>`
    if (previous.text === '<' && role !== undefined) return '';
  }
  if (next.kind === 'symbol' && nextRole !== undefined && (next.text === '<' || next.text === '>')) return '';
  const word = previous.kind === 'word' || previous.kind === 'quoted';
  if (next.kind === 'symbol' && next.text === '(' && word) return role !== undefined || CALLED.has(previous.text) ? '' : ' ';
  // X'65' is one literal
  return next.kind === 'string' && previous.text === 'x' && role === 'name' && previous.end === next.start ? '' : ' ';
}
