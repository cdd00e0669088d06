import type { TextRange } from '../../lint/finding.ts';
import type {
  Expression,
  GroupItem,
  NestedQuery,
  Query,
  SearchExpression,
  Select,
  SelectItem,
  SetOperation,
  Source,
  SqlQuery,
  Values,
} from '../syntax/tree.ts';

/** A node on the way to a place, with the name of the property that leads to it. */
export interface Step {
  readonly key: string;
  readonly node: { readonly range: TextRange; readonly kind?: string };
}

type KindedNode = Expression | SearchExpression | GroupItem | NestedQuery | Select | SelectItem | SetOperation | Source | SqlQuery | Values;

/** The nodes around an offset, from the outermost to the innermost. A node whose end the offset touches counts unless another begins there. */
export function pathAt({ search, sql }: Query, offset: number): readonly Step[] {
  const path: Step[] = [];
  let next = best(placed('search', search).concat(placed('sql', sql)), offset);
  while (next) {
    path.push(next);
    next = best(
      Object.entries(next.node).flatMap(([key, value]) => placed(key, value)),
      offset,
    );
  }
  return path;
}

/** The innermost node of a kind on a path. */
export const innermost = <K extends KindedNode['kind']>(path: readonly Step[], kind: K): Extract<KindedNode, { kind: K }> | undefined =>
  path.findLast(s => s.node.kind === kind)?.node as Extract<KindedNode, { kind: K }> | undefined;

/** The select whose output a place can name: ORDER BY stands behind it, not in it. */
export function selectAround(path: readonly Step[]): Select | undefined {
  const select = innermost(path, 'select');
  const body = innermost(path, 'query')?.body;
  return select ?? (body?.kind === 'select' ? body : undefined);
}

function best(steps: readonly Step[], offset: number): Step | undefined {
  const around = steps.filter(({ node: { range } }) => range.start <= offset && offset <= range.end);
  return around.find(({ node: { range } }) => offset < range.end) ?? around.at(-1);
}

/** The nodes directly in a property: itself, those of a list, or those in plain data such as the branches of a `case`. */
function placed(key: string, value: unknown): readonly Step[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(item => placed(key, item));
  if ('range' in value) return [{ key, node: value as Step['node'] }];
  return 'start' in value ? [] : Object.entries(value).flatMap(([inner, part]) => placed(inner, part));
}
