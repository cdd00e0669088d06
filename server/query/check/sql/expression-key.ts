import type { Expression } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { partsOf } from './parts.ts';

/** A text that is the same for two expressions of one select exactly where they always have the same value. */
export function expressionKey(analysis: Analysis, expression: Expression, items: readonly (Expression | undefined)[]): string {
  const keyOf = (e: Expression): string => expressionKey(analysis, e, items);
  switch (expression.kind) {
    case 'parenthesized':
      return keyOf(expression.expression);
    case 'column': {
      const resolution = analysis.resolutions.get(expression);
      if (resolution?.kind === 'alias') {
        const item = items[resolution.item];
        return item ? keyOf(item) : `item ${resolution.item}`;
      }
      if (resolution?.kind === 'column') {
        const { source, outer, column, path, merged } = resolution;
        return `${outer}:${merged ? 'using' : source}:${JSON.stringify(column.name.toLowerCase())}${path ? `.${path.join('.')}` : ''}`;
      }
      return JSON.stringify(expression.parts.map(p => p.name.toLowerCase()));
    }
    case 'literal':
      return `${expression.type} ${JSON.stringify(expression.value)}`;
    case 'subquery':
    case 'exists':
    case 'in-query':
    case 'quantified':
    case 'interval':
    case 'lambda':
      return `text ${analysis.sourceText(expression.range).replaceAll(/\s+/g, ' ')}`;
    default:
      return `${expression.kind}${detailOf(analysis, expression)}(${partsOf(expression).map(keyOf).join(',')})`;
  }
}

/** What tells two expressions of a kind apart beside their parts. */
function detailOf(analysis: Analysis, expression: Expression): string {
  switch (expression.kind) {
    case 'unary':
    case 'binary':
      return ` ${expression.operator}`;
    case 'call': {
      const { name, star, distinct, filter, over } = expression;
      return ` ${JSON.stringify([name.name.toLowerCase(), star, distinct, filter !== undefined, over && analysis.sourceText(over.range)])}`;
    }
    case 'cast':
      return ` ${expression.safe} ${analysis.sourceText(expression.type.range).toLowerCase()}`;
    case 'extract':
      return ` ${expression.field}`;
    case 'case':
      return ` ${expression.operand !== undefined} ${expression.otherwise !== undefined}`;
    case 'between':
    case 'in-list':
    case 'like':
    case 'is-null':
      return ` ${expression.negated}`;
    default:
      return '';
  }
}
