import type { Filter, FilterField, PanelDefinition, ReportDefinition } from '../protocol/log.ts';
import { ACCOUNT, COUNTRY, SOURCE_ADDRESS, STAGE_RANK, UNIX_TIME } from '../query/catalog/audit-expressions.ts';
import { LIST_COLUMNS, type ListColumn, PEOPLE, REQUESTS } from './overview-columns.ts';

/**
 * The Audit Center Overview. Panels are queries of the query language, nothing that a user could not write; `{bucket}` stands for the
 * start of the event's part of the time range (`server/logs/time-buckets.ts`).
 */

const DELETIONS = 'verb: delete or verb: deletecollection';
const PUBLIC = `ip_to_domain(${SOURCE_ADDRESS}) = 'internet'`;
/** Newer clients open the stream with a GET request. */
const connects = (subresource: string) => `objectRef.subresource: ${subresource} and (verb: create or verb: get)`;

const verbs = (...values: readonly string[]): readonly Filter[] => values.map(value => ({ field: 'verb', value }));

/** Which events a panel is about: a search, and a condition where a search cannot say it. */
interface About {
  readonly search?: string;
  readonly where?: string;
}

/** Most rows of a list, the newest. */
const MOST_ROWS = 1000;

interface NumberPanel extends About {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly drill?: readonly Filter[];
  readonly risk?: boolean;
  readonly empty: string;
}

function numberPanel({ search = '*', where, ...panel }: NumberPanel): PanelDefinition {
  const filter = where === undefined ? '' : ` where ${where}`;
  return {
    kind: 'number',
    ...panel,
    query: `${search} | select ${REQUESTS} from log${filter}`,
    trendQuery: `${search} | select {bucket} as bucket, ${REQUESTS} from log${filter} group by bucket limit 10000`,
  };
}

interface BarsPanel extends About {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly name: string;
  readonly value: string;
  readonly filterBy: FilterField;
  readonly empty: string;
}

const barsPanel = ({ name, value, filterBy, search = '*', where, ...panel }: BarsPanel): PanelDefinition => ({
  kind: 'bars',
  ...panel,
  query: `${search} | select ${value} as ${name}, ${REQUESTS} from log${where === undefined ? '' : ` where ${where}`} group by ${name} order by requests desc, ${name} limit 20`,
  filterBy: { [name]: filterBy },
});

interface ListPanel extends About {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly ListColumn[];
  readonly drill?: readonly Filter[];
  readonly empty: string;
}

/** Of several events of a request the one of its latest stage stands for it. */
const LATEST = `row_number() over (partition by auditID order by ${STAGE_RANK} desc, __time__ desc, __time__ns_part__ desc)`;

function listPanel({ search = '*', where, columns, ...panel }: ListPanel): PanelDefinition {
  const selected = columns.map(name => (LIST_COLUMNS[name][0] === name ? name : `${LIST_COLUMNS[name][0]} as ${name}`));
  const filterBy: Record<string, FilterField> = { auditID: 'auditID' };
  for (const name of columns) {
    const field = LIST_COLUMNS[name][1];
    if (field !== undefined) filterBy[name] = field;
  }
  const source = `(select *, ${SOURCE_ADDRESS} as source, ${LATEST} as latest from log${where === undefined ? '' : ` where ${where}`})`;
  return {
    kind: 'table',
    most: MOST_ROWS,
    tab: 'Important events',
    ...panel,
    query: `${search} | select auditID, from_unixtime(${UNIX_TIME}) as time, ${selected.join(', ')} from ${source} where latest = 1 or auditID is null order by __time__ desc, __time__ns_part__ desc, auditID`,
    filterBy,
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
      search: 'responseStatus.code: 403',
      drill: [{ field: 'status', value: '403' }],
      risk: true,
      empty: 'No forbidden requests in this range',
    }),
    numberPanel({
      id: 'created',
      title: 'Created',
      description: 'Requests with the verb create.',
      search: 'verb: create',
      drill: verbs('create'),
      empty: 'No create requests in this range',
    }),
    numberPanel({
      id: 'deleted',
      title: 'Deleted',
      description: 'Requests with the verb delete or deletecollection.',
      search: DELETIONS,
      drill: verbs('delete', 'deletecollection'),
      empty: 'No deletions in this range',
    }),
    numberPanel({
      id: 'redirections',
      title: 'Redirections',
      description: 'Requests that were answered with a status code from 300 to 399.',
      search: 'responseStatus.code in [300 400)',
      empty: 'No redirections in this range',
    }),
    {
      id: 'operations-over-time',
      title: 'Operations over time',
      kind: 'series',
      description: 'Requests by verb in equal parts of the time range.',
      query: `* | select date_format(from_unixtime(bucket, 'UTC'), '%Y-%m-%d %H:%i:%s') as time, verb, requests from (select {bucket} as bucket, verb, ${REQUESTS} from log where __time__ is not null group by bucket, verb) order by time, requests desc, verb limit 10000`,
      filterBy: { verb: 'verb' },
      empty: 'No requests in this range',
    },
    barsPanel({
      id: 'operations-by-user',
      title: 'By user',
      description: 'Requests by account; components of the cluster are left out.',
      name: 'account',
      value: ACCOUNT,
      search: PEOPLE,
      filterBy: 'user',
      empty: 'No requests by users in this range',
    }),
    barsPanel({
      id: 'deletions-by-resource',
      title: 'Deletions by resource',
      description: 'Deletions by resource; components of the cluster are left out.',
      name: 'resource',
      value: '"objectRef.resource"',
      search: `(${DELETIONS}) ${PEOPLE}`,
      filterBy: 'resource',
      empty: 'No deletions by users in this range',
    }),
    barsPanel({
      id: 'public-access-by-region',
      title: 'Public access by country',
      description: 'Requests from internet addresses by the country of the first source address.',
      name: 'country',
      value: COUNTRY,
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
      search: connects('exec'),
      drill: [{ field: 'subresource', value: 'exec' }, ...verbs('create', 'get')],
      columns: ['namespace', 'pod', 'container', 'command', 'code', 'account', 'source'],
      empty: 'No exec in this range',
    }),
    listPanel({
      id: 'attach-list',
      title: 'Attach',
      description: 'Terminals that were attached to containers.',
      search: connects('attach'),
      drill: [{ field: 'subresource', value: 'attach' }, ...verbs('create', 'get')],
      columns: ['namespace', 'pod', 'container', 'code', 'account', 'source'],
      empty: 'No attach in this range',
    }),
    listPanel({
      id: 'deletion-list',
      title: 'Deletions',
      description: 'Deletions; components of the cluster are left out.',
      search: `(${DELETIONS}) ${PEOPLE}`,
      columns: ['verb', 'resource', 'subresource', 'namespace', 'name', 'code', 'account', 'source'],
      empty: 'No deletions by users in this range',
    }),
    listPanel({
      id: 'secret-access-list',
      title: 'Secrets',
      description: 'Secrets that were read, listed or watched; components of the cluster are left out.',
      search: `objectRef.resource: secrets and (verb: get or verb: list or verb: watch) ${PEOPLE}`,
      columns: ['verb', 'namespace', 'name', 'code', 'account', 'source'],
      empty: 'No access to secrets by users in this range',
    }),
    listPanel({
      id: 'user-operation-list',
      title: 'User operations',
      description: 'Every request of a user; components of the cluster are left out.',
      search: PEOPLE,
      columns: ['verb', 'resource', 'subresource', 'namespace', 'name', 'code', 'account', 'source'],
      empty: 'No requests by users in this range',
    }),
  ],
};
