import type { Reported } from '../../../lint/lint-rule.ts';
import type { VisitedExpression } from '../linted-query.ts';
import type { QueryCheck } from '../query-lint-rule.ts';

export const tryInLambda: QueryCheck = {
  id: 'try-in-lambda',
  category: 'error-prone',
  level: 'warning',
  summary: '`try` inside a lambda, where SLS does not take it.',
  check: ({ expressions, text }) =>
    expressions.flatMap((visited): Reported[] => {
      const { expression } = visited;
      if (expression.kind !== 'call' || expression.name.name.toLowerCase() !== 'try' || !inLambda(visited)) return [];
      const [inner] = expression.arguments;
      const cast = inner?.kind === 'cast' && !inner.safe ? text.slice(inner.range.start, inner.range.end) : undefined;
      const newText = cast !== undefined && /^cast/i.test(cast) ? `try_${cast}` : undefined;
      return [
        {
          range: expression.range,
          message: 'SLS takes no try inside a lambda. try_cast is allowed there, and so is try around the whole function.',
          fixes: newText === undefined ? [] : [{ title: 'Write try_cast', safe: true, edits: [{ range: expression.range, newText }] }],
        },
      ];
    }),
};

function inLambda({ parent }: VisitedExpression): boolean {
  for (let around = parent; around; around = around.parent) if (around.expression.kind === 'lambda') return true;
  return false;
}
