import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { completionsAt } from '../../../../server/query/features/completion/completion.ts';
import { foldingRanges } from '../../../../server/query/features/folding.ts';
import { hoverAt } from '../../../../server/query/features/hover.ts';
import { selectionRanges } from '../../../../server/query/features/selection-ranges.ts';
import { signatureHelpAt } from '../../../../server/query/features/signature-help.ts';
import { querySymbols } from '../../../../server/query/features/symbols.ts';
import { SQL_VECTORS } from '../vectors.ts';
import { analyse, context } from './at-cursor.ts';

/** A query that is being written: cut, or with a piece taken out or put in. */
const written = fc
  .record({
    query: fc.constantFrom(...SQL_VECTORS.map(v => v.query)),
    at: fc.nat(),
    length: fc.nat(20),
    piece: fc.constantFrom('', '"', "'", '(', ')', '.', ' ', '|', '--', '%', 'select ', ' from ', '->', '[', '\u{1f680}'),
    cut: fc.boolean(),
  })
  .map(({ query, at, length, piece, cut }) => {
    const start = at % (query.length + 1);
    return { text: query.slice(0, start) + piece + (cut ? '' : query.slice(start + length)), offset: start + piece.length };
  });

test('at any place of any half-written query every feature answers, with places of the text', () => {
  fc.assert(
    fc.property(written, ({ text, offset }) => {
      const analysed = analyse(text);
      const inText = ({ start, end }: { readonly start: number; readonly end: number }) => 0 <= start && start <= end && end <= text.length;
      for (const { replace, label } of completionsAt(analysed, offset, context)) {
        assert.ok(inText(replace) && replace.start <= offset && offset <= replace.end, label);
      }
      const hover = hoverAt(analysed, offset, context);
      assert.ok(!hover || inText(hover.range));
      signatureHelpAt(analysed, offset);
      assert.ok(foldingRanges(analysed.query).every(inText));
      assert.ok(querySymbols(analysed.query).every(s => inText(s.range)));
      let inner = 0;
      for (const range of selectionRanges(analysed.query, offset)) {
        assert.ok(inText(range) && range.end - range.start > inner);
        inner = range.end - range.start;
      }
    }),
    { numRuns: 400 },
  );
});
