import type { SqlCursor } from './sql-cursor.ts';
import type { TypeName } from './tree.ts';

/** Reads the name of a type: `bigint`, `varchar(1)`, `map(varchar, array(bigint))`, `row(a bigint)`, `timestamp with time zone`. */
export function parseType(cursor: SqlCursor): TypeName {
  return cursor.nested(
    () => readType(cursor),
    () => ({ name: '', arguments: [], range: cursor.missing().range }),
  );
}

function readType(cursor: SqlCursor): TypeName {
  const { start } = cursor.token;
  let name = cursor.expectName('a type such as `bigint`').name.toLowerCase();
  if (name === 'double') cursor.takeWord('precision');
  const parts: TypeName[] = [];
  const fields: string[] = [];
  const sizes: number[] = [];
  const open = cursor.token;
  const closing = cursor.take('(') ? ')' : ['array', 'map', 'row'].includes(name) && cursor.take('<') ? '>' : undefined;
  if (closing !== undefined) {
    do {
      if (cursor.token.kind === 'number') sizes.push(Number(cursor.next().text));
      else {
        if (name === 'row' && cursor.atName() && cursor.atName(1)) fields.push(cursor.name().name);
        parts.push(parseType(cursor));
      }
    } while (cursor.take(','));
    if (closing === ')') cursor.close(open);
    else cursor.expect('>');
  }
  if ((name === 'timestamp' || name === 'time') && (cursor.isWord('with') || cursor.isWord('without')) && cursor.isWord('time', 1)) {
    const zoned = cursor.next().text === 'with';
    cursor.next();
    cursor.expectWord('zone');
    if (zoned) name += ' with time zone';
  }
  if (name === 'interval' && cursor.atName() && cursor.isWord('to', 1)) {
    name += ` ${cursor.next().text} to `;
    cursor.next();
    name += cursor.expectName('a unit such as `second`').name.toLowerCase();
  }
  return {
    range: cursor.since(start),
    name,
    arguments: parts,
    ...(fields.length > 0 && { fields }),
    ...(sizes.length > 0 && { sizes }),
  };
}
