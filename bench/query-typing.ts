import { parseQuery } from '../server/query/syntax/parse-query.ts';
import { type LspClient, OURS, startClient } from '../test/server/language/lsp-client.ts';

/**
 * How long an editor waits from an edit of a query of 200 lines to its diagnostics, and to the completion list at the edit, through the
 * language server in a process of its own; and how long reading takes where somebody opens a megabyte of noise.
 */
const uri = 'file:///query.slsq';
const STEPS = 10;
const EDITS = 200;
const WARM = 20;

/** One of several tables of a query; `column` is what an edit changes. */
const step = (index: number, column: string) => `t${index} as (
  select date_trunc('hour', __time__) as hour,
    "user.username" as account,
    "objectRef.resource" as resource,
    case when "responseStatus.code" >= 400 then 'failed'
      when verb in ('create', 'update', 'patch', 'delete') then 'changed'
      else 'read' end as outcome,
    ip_to_country_code(json_extract_scalar(sourceIPs, '$[0]')) as country,
    regexp_extract(requestURI, '/namespaces/([^/]+)/', 1) as namespace,
    count(*) as requests,
    count(distinct auditID) as events,
    max(__time__) as latest,
    round(count_if("responseStatus.code" >= 400) * 100.0 / count(*), 2) as share,
    approx_percentile("responseStatus.code", 0.95) as code,
    ${column} as note
  from log
  where "user.username" not like 'system:%' and "objectRef.namespace" is not null
  group by hour, account, resource, outcome, country, namespace, note
  having requests > ${index} -- what is rare says nothing
  order by requests desc
  limit 1000)`;

const queryText = (columns: readonly string[]) =>
  `user.username: "*" and (verb: create or verb: delete) not stage: RequestReceived | with
${columns.map((column, i) => step(i, column)).join(',\n')}
select account, sum(requests) as requests from t0 group by account order by requests desc limit 100`;

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly severity: number }[];
}

async function start(): Promise<LspClient> {
  const client = startClient(OURS);
  const itemDefaults = ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'];
  const completion = { completionItem: { snippetSupport: true }, completionList: { itemDefaults } };
  const capabilities = { textDocument: { publishDiagnostics: {}, completion } };
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities });
  client.notify('initialized', {});
  return client;
}

interface Edited {
  readonly text: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** The line that an edit writes anew. */
const STEP_LINES = step(0, '').split('\n');
const lineOf = (index: number) => 1 + index * STEP_LINES.length + STEP_LINES.findIndex(line => line.endsWith(' as note'));

const edited = (index: number, column: string): Edited => {
  const line = lineOf(index);
  return { text: `    ${column} as note\n`, range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } } };
};

const figures = (times: readonly number[]): string => {
  const sorted = times.slice(WARM).sort((a, b) => a - b);
  const [median, p95] = [sorted[sorted.length >> 1]!, sorted[Math.floor(sorted.length * 0.95)]!];
  return `median ${median.toFixed(1).padStart(5)} ms, p95 ${p95.toFixed(1).padStart(5)} ms`;
};

const client = await start();
const columns = Array.from({ length: STEPS }, (_, i) => `concat(verb, '${i}')`);
const text = queryText(columns);
const shown = (broken: boolean) =>
  client.next<Published>('textDocument/publishDiagnostics', p => p.uri === uri && p.diagnostics.some(d => d.severity === 1) === broken);
const opened = shown(false);
client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sls-query', version: 1, text } });
await opened;
let version = 1;
const change = (edit: Edited) => {
  version += 1;
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [edit] });
};

const [checked, completed]: [number[], number[]] = [[], []];
for (let edit = 0; edit < EDITS; edit++) {
  const index = (edit >> 1) % STEPS;
  const broken = edit % 2 === 0;
  const begin = performance.now();
  const answer = shown(broken);
  change(edited(index, broken ? 'lower(verb' : `concat(verb, '${edit}')`));
  await answer;
  checked.push(performance.now() - begin);
}
for (let edit = 0; edit < EDITS; edit++) {
  const index = edit % STEPS;
  const typed = `concat(verb, re`;
  const begin = performance.now();
  change(edited(index, typed));
  const position = { line: lineOf(index), character: `    ${typed}`.length };
  const { items } = await client.request<{ readonly items: readonly { readonly label: string }[] }>('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  completed.push(performance.now() - begin);
  if (!items.some(item => item.label === 'regexp_extract')) throw new Error('the list has no regexp_extract');
  const mended = shown(false);
  change(edited(index, `concat(verb, '${edit}')`));
  await mended;
}
await client.end();
console.log(`a query of ${text.split('\n').length} lines, ${EDITS - WARM} edits`);
console.log(`edit to diagnostics   ${figures(checked)}`);
console.log(`edit to completion    ${figures(completed)}`);

const MEGABYTE = 1 << 20;
for (const [before, piece] of [
  ['* | select ', ','],
  ['* | select (', 'x,'],
  ['* | select 1', '=1'],
  ['', 'a or '],
  ['', '"'],
] as const) {
  const noise = before + piece.repeat(Math.floor(MEGABYTE / piece.length));
  const begin = performance.now();
  parseQuery(noise);
  console.log(`reading a megabyte of ${JSON.stringify(before + piece)}: ${(performance.now() - begin).toFixed(0)} ms`);
}
