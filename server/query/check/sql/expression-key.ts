import type { TextRange } from '../../../lint/finding.ts';
import type { ColumnReference, Expression } from '../../syntax/tree.ts';
import type { Resolution } from '../analysed-query.ts';
import { partsOf } from './parts.ts';

/** What has to be known of a query to tell its expressions apart. */
export interface KeySource {
  readonly resolutions: ReadonlyMap<ColumnReference, Resolution>;
  readonly sourceText: (range: TextRange) => string;
}

/**
 * Gives for expressions of one select a text that is the same for two of them exactly where they always have the same
 * value. `items` are those of its select list, for aliases.
 */
export function expressionKeys(analysis: KeySource, items: readonly (Expression | undefined)[]): (expression: Expression) => string {
  const known = new Map<Expression, string>();
  const keyOf = (expression: Expression): string => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const key = compute(expression);
    known.set(expression, key);
    return key;
  };
  const compute = (expression: Expression): string => {
    switch (expression.kind) {
      case 'parenthesized':
        return keyOf(expression.expression);
      case 'column': {
        const resolution = analysis.resolutions.get(expression);
        const item = resolution?.kind === 'alias' ? items[resolution.item] : undefined;
        return item ? keyOf(item) : columnKey(expression, resolution);
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
  };
  return keyOf;
}

function columnKey({ parts }: ColumnReference, resolution: Resolution | undefined): string {
  if (resolution?.kind !== 'column') return JSON.stringify(parts.map(p => p.name.toLowerCase()));
  const { source, outer, column, path } = resolution;
  return `${outer}:${column.merged ? 'using' : source}:${JSON.stringify(column.name.toLowerCase())}${path ? `.${path.join('.')}` : ''}`;
}

/** What tells two expressions of a kind apart beside their parts. */
function detailOf(analysis: KeySource, expression: Expression): string {
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
