import { type JsonStep, readJsonPath } from '../../catalog/json-path.ts';
import { DamagedJson, findAllJson, findJson, members, skipBlanks, valueEnd, wholeJson } from './json-reader.ts';
import { writeJson } from './json-writer.ts';
import { type SqlFunction, sqlFunction } from './sql-function.ts';

/** What is damaged is NULL, everything else as the reader says. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedJson) return null;
    throw error;
  }
}

const isSingle = (steps: readonly JsonStep[]): steps is readonly (string | number)[] => steps.every(step => typeof step !== 'object');

/** Paths repeat from row to row. */
function pathReader(): (path: string) => readonly JsonStep[] {
  let last = '';
  let steps: readonly JsonStep[] | undefined;
  return path => {
    if (steps === undefined || path !== last) {
      steps = readJsonPath(path);
      last = path;
      if (!steps) throw new Error(`'${path}' is no JSON path: it is written $.spec.containers[0]["a.b"].`);
    }
    return steps;
  };
}

/** A scalar as text, NULL for everything else. */
function scalarText(text: string, at: number): string | null {
  const first = text[at];
  if (first === '{' || first === '[' || first === undefined) return null;
  const raw = text.slice(at, valueEnd(text, at));
  if (raw === 'null') return null;
  return first === '"' ? (JSON.parse(raw) as string) : raw;
}

export function jsonFunctions(): readonly SqlFunction[] {
  const steps = pathReader();
  const single = (text: string, path: string): number | undefined => {
    const all = steps(path);
    return isSingle(all) ? findJson(text, all) : undefined;
  };
  return [
    sqlFunction('sls_json_scalar', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (text, path) =>
      orNull(() => {
        const at = single(text, path);
        return at === undefined ? null : scalarText(text, at);
      }),
    ),
    sqlFunction('sls_json_extract', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (text, path) =>
      orNull(() => {
        const all = steps(path);
        if (!isSingle(all))
          return `[${findAllJson(text, all)
            .map(at => writeJson(text, at, false))
            .join(',')}]`;
        const at = findJson(text, all);
        return at === undefined ? null : writeJson(text, at, false);
      }),
    ),
    sqlFunction('sls_json_parse', ['VARCHAR'], 'VARCHAR', text => {
      const written = orNull(() => writeJson(text, wholeJson(text), true));
      if (written === null) throw new Error(`json_parse cannot read what is no JSON: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`);
      return written;
    }),
    sqlFunction('sls_json_format', ['VARCHAR'], 'VARCHAR', text =>
      text.replaceAll(/[\ud800-\udfff]/g, half => `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`),
    ),
    sqlFunction('sls_json_array_length', ['VARCHAR'], 'BIGINT', text =>
      orNull(() => {
        const at = wholeJson(text);
        return text[at] === '[' ? BigInt([...members(text, at)].length) : null;
      }),
    ),
    sqlFunction('sls_json_array_get', ['VARCHAR', 'BIGINT'], 'VARCHAR', (text, index) =>
      orNull(() => {
        if (text[skipBlanks(text, 0)] !== '[') return null;
        const at = findJson(text, [Number(index)]);
        if (at === undefined) return null;
        return text[at] === '{' || text[at] === '[' ? writeJson(text, at, false) : scalarText(text, at);
      }),
    ),
    sqlFunction('sls_json_array_contains', ['VARCHAR', 'VARCHAR'], 'BOOLEAN', (text, wanted) =>
      orNull(() => {
        const at = skipBlanks(text, 0);
        if (text[at] !== '[') return null;
        for (const member of members(text, at)) if (writeJson(text, member.start, false) === wanted) return true;
        return false;
      }),
    ),
    sqlFunction('sls_json_size', ['VARCHAR', 'VARCHAR'], 'BIGINT', (text, path) =>
      orNull(() => {
        const at = single(text, path);
        if (at === undefined) return null;
        if (text[at] !== '{' && text[at] !== '[') return valueEnd(text, at) < 0 ? null : 0n;
        return BigInt([...members(text, at)].length);
      }),
    ),
  ];
}
