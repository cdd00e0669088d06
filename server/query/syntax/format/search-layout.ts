import type { TextRange } from '../../../lint/finding.ts';
import type { SearchExpression, SearchMinus } from '../tree.ts';
import { group, indent, type Layout, line } from './layout.ts';

/** The layout of a search without problems; `and` stays unwritten where it was. */
export function searchLayout(text: string, expression: SearchExpression): Layout {
  const source = ({ start, end }: TextRange): string => text.slice(start, end);
  const joint = (before: SearchExpression, after: TextRange): string =>
    /and/i.test(text.slice(before.range.end, after.start)) ? 'and ' : '';

  const layoutOf = (node: SearchExpression): Layout => {
    switch (node.kind) {
      case 'field':
        return `${source(node.field.range)}: ${source(node.value.range)}`;
      case 'comparison':
        return `${source(node.field.range)} ${node.operator} ${source(node.value.range)}`;
      case 'range': {
        const [open, close] = [node.includesFrom ? '[' : '(', node.includesTo ? ']' : ')'];
        return `${source(node.field.range)} in ${open}${source(node.from.range)} ${source(node.to.range)}${close}`;
      }
      case 'group':
        return group(['(', indent([line(''), layoutOf(node.operand)]), line(''), ')']);
      case 'not':
        return ['not ', layoutOf(node.operand)];
      case 'and':
        return chain(node.operands.map((operand, at) => [at === 0 ? '' : joint(node.operands[at - 1]!, operand.range), layoutOf(operand)]));
      case 'or':
        return chain(node.operands.map((operand, at) => [at === 0 ? '' : 'or ', layoutOf(operand)]));
      case 'minus':
        return minus(node);
      default:
        return source(node.range);
    }
  };

  /** `a not b not c` leans to the left; all are on one level. */
  const minus = (node: SearchMinus): Layout => {
    const steps: SearchMinus[] = [];
    let first: SearchExpression = node;
    for (; first.kind === 'minus'; first = first.left) steps.push(first);
    const rest = steps.reverse().map(step => [joint(step.left, step.keyword), 'not ', layoutOf(step.right)]);
    return chain([layoutOf(first), ...rest]);
  };
  return layoutOf(expression);
}

const chain = (parts: readonly Layout[]): Layout => group(indent(parts.flatMap((part, at) => (at === 0 ? [part] : [line(' '), part]))));
