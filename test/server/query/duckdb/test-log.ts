import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { registerFunctions } from '../../../../server/logs/register-functions.ts';
import type { LogField } from '../../../../server/query/catalog/log-field.ts';
import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import type { LogRelation } from '../../../../server/query/duckdb/compiled-query.ts';
import { sqlFunctions } from '../../../../server/query/duckdb/functions/all-functions.ts';
import { linesOf } from '../vectors.ts';

/** A log of the fixtures as a table of lines, every field read from the text. */
export interface TestLog {
  readonly connection: DuckDBConnection;
  readonly relation: LogRelation;
  readonly schema: ReturnType<typeof logSchema>;
}

interface FoundField extends LogField {
  readonly path: readonly string[];
}

/** Objects have their members as fields of their own, bodies do not. */
function fieldsOf(value: object, path: readonly string[], found: Map<string, FoundField>): void {
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    const name = here.join('.');
    if (inner === null) continue;
    const json = typeof inner === 'object';
    if (!found.has(name))
      found.set(name, {
        name,
        type: name === 'responseStatus.code' ? 'bigint' : 'varchar',
        meaning: '',
        ...(json && { json }),
        path: here,
      });
    if (json && !Array.isArray(inner) && name !== 'requestObject' && name !== 'responseObject') fieldsOf(inner as object, here, found);
  }
}

export async function openTestLog(name: string, connection?: DuckDBConnection): Promise<TestLog> {
  const lines = linesOf(name);
  const found = new Map<string, FoundField>();
  for (const line of lines) fieldsOf(JSON.parse(line) as object, [], found);
  const opened = connection ?? (await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect());
  if (!connection) registerFunctions(opened, sqlFunctions());
  const table = `event_${name.replaceAll(/\W/g, '_')}`;
  await opened.run(`CREATE TABLE ${table} (line INTEGER, text VARCHAR)`);
  const appender = await opened.createAppender(table);
  for (const [i, line] of lines.entries()) {
    appender.appendInteger(i);
    appender.appendVarchar(line);
    appender.endRow();
  }
  appender.closeSync();
  const path = (parts: readonly string[]) => `'$${parts.map(p => `."${p}"`).join('')}'`;
  const relation: LogRelation = {
    from: table,
    text: alias => `${alias}.text`,
    row: alias => `${alias}.line`,
    newestFirst: alias => `${alias}.text ->> '$.stageTimestamp' DESC, ${alias}.line DESC`,
    column: (field, alias) => {
      if (field.name === '__time__') return `epoch_us(CAST(${alias}.text ->> '$.stageTimestamp' AS TIMESTAMP)) // 1000000`;
      const parts = found.get(field.name)?.path;
      if (!parts) return 'CAST(NULL AS VARCHAR)';
      const text = `json_extract_string(${alias}.text, ${path(parts)})`;
      return field.type === 'bigint' ? `CAST(${text} AS BIGINT)` : text;
    },
    document: (field, alias) => {
      const parts = found.get(field.name)?.path;
      return parts && { sql: `${alias}.text`, path: parts };
    },
  };
  return { connection: opened, relation, schema: logSchema([...found.values()], true) };
}
