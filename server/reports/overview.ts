import type { Filter, FilterField, PanelDefinition, ReportDefinition } from '../protocol/log.ts';

/**
 * The Audit Center Overview. Panels are SQL over the relation `log`, which holds the events of the scope; besides the columns
 * of an event it has `request` (the same for all events of a request), `rank` (highest for the event of a request's latest
 * stage), `row` and `bucket` (start of the event's time bucket).
 */

const ACCOUNT = 'account("user.username", "annotations.authorization.k8s.io/reason")';
const PERSON = 'NOT is_system("user.username")';
const DELETION = `verb IN ('delete', 'deletecollection')`;
const PUBLIC = `ip_to_domain(sourceIP) = 'internet'`;
/** Newer clients open the stream with a GET request. */
const connects = (subresource: string) => `"objectRef.subresource" = '${subresource}' AND verb IN ('create', 'get')`;

const verbs = (...values: readonly string[]): readonly Filter[] => values.map(value => ({ field: 'verb', value }));

interface NumberPanel {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly where?: string;
  readonly drill?: readonly Filter[];
  readonly risk?: boolean;
  readonly empty: string;
}

function numberPanel({ id, title, description, where, empty, ...more }: NumberPanel): PanelDefinition {
  const filter = where === undefined ? '' : ` WHERE ${where}`;
  const inTime = where === undefined ? ' WHERE bucket IS NOT NULL' : `${filter} AND bucket IS NOT NULL`;
  return {
    id,
    title,
    kind: 'number',
    description,
    query: `SELECT count(DISTINCT request) AS requests FROM log${filter}`,
    trend: true,
    trendQuery: `SELECT strftime(bucket, '%Y-%m-%d %H:%M:%S') AS time, count(DISTINCT request) AS requests FROM log${inTime} GROUP BY bucket`,
    empty,
    ...more,
  };
}

interface BarsPanel {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly name: string;
  readonly value: string;
  readonly where: string;
  readonly filterBy: FilterField;
  readonly empty: string;
}

const barsPanel = ({ id, title, description, name, value, where, filterBy, empty }: BarsPanel): PanelDefinition => ({
  id,
  title,
  kind: 'bars',
  description,
  query: `SELECT ${value} AS ${name}, count(DISTINCT request) AS requests FROM log WHERE ${where} GROUP BY 1 ORDER BY requests DESC, 1 LIMIT 20`,
  filterBy: { [name]: filterBy },
  empty,
});

/** Columns of lists by name: their SQL and the field that a click filters by. */
const LIST_COLUMNS = {
  verb: ['verb', 'verb'],
  resource: ['"objectRef.resource"', 'resource'],
  subresource: ['"objectRef.subresource"', 'subresource'],
  namespace: ['"objectRef.namespace"', 'namespace'],
  name: ['"objectRef.name"', 'name'],
  pod: ['"objectRef.name"', 'name'],
  container: [`coalesce(try(url_decode(nullif(regexp_extract(requestURI, '[?&]container=([^&]*)', 1), ''))), '')`, undefined],
  command: [
    `array_to_string(list_transform(regexp_extract_all(requestURI, '[?&]command=([^&]*)', 1), lambda part: coalesce(try(url_decode(replace(part, '+', ' '))), part)), ' ')`,
    undefined,
  ],
  code: ['"responseStatus.code"', 'status'],
  account: [ACCOUNT, 'user'],
  source: ['sourceIP', 'address'],
  country: ['ip_to_country_code(sourceIP)', 'country'],
  userAgent: ['userAgent', 'userAgent'],
  requestURI: ['requestURI', undefined],
} as const satisfies Record<string, readonly [string, FilterField | undefined]>;
type ListColumn = keyof typeof LIST_COLUMNS;

interface ListPanel {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly where: string;
  readonly columns: readonly ListColumn[];
  readonly drill?: readonly Filter[];
  readonly empty: string;
}

function listPanel({ id, title, description, where, columns, empty, ...more }: ListPanel): PanelDefinition {
  const selected = columns.map(name => (LIST_COLUMNS[name][0] === name ? name : `${LIST_COLUMNS[name][0]} AS "${name}"`));
  const filterBy: Record<string, FilterField> = { auditID: 'auditID' };
  for (const name of columns) {
    const field = LIST_COLUMNS[name][1];
    if (field !== undefined) filterBy[name] = field;
  }
  return {
    id,
    title,
    kind: 'table',
    description,
    tab: 'Important events',
    query: `SELECT auditID, time, ${selected.join(', ')}, "row" FROM log WHERE rank IN (SELECT max(rank) FROM log WHERE ${where} GROUP BY request) ORDER BY time DESC, "row" DESC`,
    filterBy,
    empty,
    ...more,
  };
}

export const OVERVIEW: ReportDefinition = {
  id: 'overview',
  title: 'Audit Center Overview',
  panels: [
    numberPanel({
      id: 'total-events',
      title: 'Requests',
      description: 'Requests in the log; the stages of one request count once.',
      empty: 'No requests in this range',
    }),
    numberPanel({
      id: 'public-access',
      title: 'Public access',
      description: 'Requests whose first source address is an internet address.',
      where: PUBLIC,
      empty: 'No requests from internet addresses in this range',
    }),
    numberPanel({
      id: 'forbidden',
      title: 'Forbidden',
      description: 'Requests that were answered with status code 403.',
      where: '"responseStatus.code" = 403',
      drill: [{ field: 'status', value: '403' }],
      risk: true,
      empty: 'No forbidden requests in this range',
    }),
    numberPanel({
      id: 'created',
      title: 'Created',
      description: 'Requests with the verb create.',
      where: `verb = 'create'`,
      drill: verbs('create'),
      empty: 'No create requests in this range',
    }),
    numberPanel({
      id: 'deleted',
      title: 'Deleted',
      description: 'Requests with the verb delete or deletecollection.',
      where: DELETION,
      drill: verbs('delete', 'deletecollection'),
      empty: 'No deletions in this range',
    }),
    numberPanel({
      id: 'redirections',
      title: 'Redirections',
      description: 'Requests that were answered with a status code from 300 to 399.',
      where: '"responseStatus.code" BETWEEN 300 AND 399',
      empty: 'No redirections in this range',
    }),
    {
      id: 'operations-over-time',
      title: 'Operations over time',
      kind: 'series',
      description: 'Requests by verb in equal parts of the time range.',
      query: `SELECT strftime(bucket, '%Y-%m-%d %H:%M:%S') AS time, verb, count(DISTINCT request) AS requests FROM log WHERE bucket IS NOT NULL GROUP BY bucket, verb ORDER BY bucket, requests DESC, verb LIMIT 10000`,
      filterBy: { verb: 'verb' },
      empty: 'No requests in this range',
    },
    barsPanel({
      id: 'operations-by-user',
      title: 'By user',
      description: 'Requests by account; components of the cluster are left out.',
      name: 'account',
      value: ACCOUNT,
      where: PERSON,
      filterBy: 'user',
      empty: 'No requests by users in this range',
    }),
    barsPanel({
      id: 'deletions-by-resource',
      title: 'Deletions by resource',
      description: 'Deletions by resource; components of the cluster are left out.',
      name: 'resource',
      value: '"objectRef.resource"',
      where: `${DELETION} AND ${PERSON}`,
      filterBy: 'resource',
      empty: 'No deletions by users in this range',
    }),
    barsPanel({
      id: 'public-access-by-region',
      title: 'Public access by country',
      description: 'Requests from internet addresses by the country of the first source address.',
      name: 'country',
      value: 'ip_to_country_code(sourceIP)',
      where: PUBLIC,
      filterBy: 'country',
      empty: 'No requests from internet addresses in this range',
    }),
    listPanel({
      id: 'public-access-list',
      title: 'Public access',
      description: 'Requests whose first source address is an internet address.',
      where: PUBLIC,
      columns: ['source', 'country', 'account', 'verb', 'requestURI', 'code', 'userAgent'],
      empty: 'No requests from internet addresses in this range',
    }),
    listPanel({
      id: 'exec-list',
      title: 'Exec',
      description: 'Commands that were run in containers.',
      where: connects('exec'),
      drill: [{ field: 'subresource', value: 'exec' }, ...verbs('create', 'get')],
      columns: ['namespace', 'pod', 'container', 'command', 'code', 'account', 'source'],
      empty: 'No exec in this range',
    }),
    listPanel({
      id: 'attach-list',
      title: 'Attach',
      description: 'Terminals that were attached to containers.',
      where: connects('attach'),
      drill: [{ field: 'subresource', value: 'attach' }, ...verbs('create', 'get')],
      columns: ['namespace', 'pod', 'container', 'code', 'account', 'source'],
      empty: 'No attach in this range',
    }),
    listPanel({
      id: 'deletion-list',
      title: 'Deletions',
      description: 'Deletions; components of the cluster are left out.',
      where: `${DELETION} AND ${PERSON}`,
      columns: ['verb', 'resource', 'subresource', 'namespace', 'name', 'code', 'account', 'source'],
      empty: 'No deletions by users in this range',
    }),
    listPanel({
      id: 'secret-access-list',
      title: 'Secrets',
      description: 'Secrets that were read, listed or watched; components of the cluster are left out.',
      where: `"objectRef.resource" = 'secrets' AND verb IN ('get', 'list', 'watch') AND ${PERSON}`,
      columns: ['verb', 'namespace', 'name', 'code', 'account', 'source'],
      empty: 'No access to secrets by users in this range',
    }),
    listPanel({
      id: 'user-operation-list',
      title: 'User operations',
      description: 'Every request of a user; components of the cluster are left out.',
      where: PERSON,
      columns: ['verb', 'resource', 'subresource', 'namespace', 'name', 'code', 'account', 'source'],
      empty: 'No requests by users in this range',
    }),
  ],
};
