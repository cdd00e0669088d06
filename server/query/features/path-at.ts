import { type AnyNode, forEachChild } from '../syntax/nodes.ts';
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
  readonly node: AnyNode;
}

type KindedNode = Expression | SearchExpression | GroupItem | NestedQuery | Select | SelectItem | SetOperation | Source | SqlQuery | Values;

/** The nodes around an offset, from the outermost to the innermost. A node whose end the offset touches counts unless another begins there. */
export function pathAt({ search, sql }: Query, offset: number): readonly Step[] {
  const path: Step[] = [];
  for (let next = stepAt({ search, sql }, offset); next; next = stepAt(next.node, offset)) path.push(next);
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

function stepAt(container: object, offset: number): Step | undefined {
  const around: Step[] = [];
  forEachChild(container, (node, key) => {
    if (node.range.start <= offset && offset <= node.range.end) around.push({ key, node });
  });
  return around.find(({ node }) => offset < node.range.end) ?? around.at(-1);
}
