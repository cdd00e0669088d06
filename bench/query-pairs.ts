import { ACCOUNT, SOURCE_ADDRESS } from '../server/query/catalog/audit-expressions.ts';
import { PEOPLE, REQUESTS } from '../server/reports/overview-columns.ts';

/** A query of the language and SQL for the same answer on the tables of the engine, as one would write it by hand. */
interface QueryPair {
  readonly name: string;
  readonly query: string;
  readonly sql: string;
}

const SYSTEM = ['node', 'serviceaccount', 'apiserver', 'kube-scheduler', 'kube-controller-manager'];
const PEOPLE_SQL = `coalesce(NOT regexp_matches("user.username", '(?i)(^|[\\s,''";=()\\[\\]{}?@&<>/:])(${SYSTEM.join('|')})($|[\\s,''";=()\\[\\]{}?@&<>/:])'), true)`;
const REQUESTS_SQL = 'count(DISTINCT auditID) + count(*) FILTER (auditID IS NULL)';
const PUBLIC_SQL = `sourceIP IN (SELECT address_text FROM address WHERE address_domain = 'internet')`;
const ACCOUNT_SQL = `CASE WHEN "user.username" = 'kubernetes-admin' AND contains("annotations.authorization.k8s.io/reason", 'RoleBinding') THEN coalesce(nullif(regexp_extract("annotations.authorization.k8s.io/reason", ' to User "([^"]+)"', 1), ''), "user.username") ELSE "user.username" END`;
const STAGE = `case stage when 'Panic' then 3 when 'ResponseComplete' then 2 when 'ResponseStarted' then 1 else 0 end`;
const LINE_TEXT = 'line JOIN event_text ON line.rowid = event_text.rowid';

/** The list of a panel: of each request the event of its latest stage, newest first. */
const list = (name: string, search: string, where: string): QueryPair => ({
  name,
  query: `${search} | select auditID, verb, "objectRef.namespace", "objectRef.name", "responseStatus.code", ${ACCOUNT} as account, source from (select *, ${SOURCE_ADDRESS} as source, row_number() over (partition by auditID order by ${STAGE} desc, __time__ desc, __time__ns_part__ desc) as n from log) where n = 1 order by __time__ desc, __time__ns_part__ desc, auditID limit 1000`,
  sql: `SELECT auditID, verb, "objectRef.namespace", "objectRef.name", "responseStatus.code", ${ACCOUNT_SQL}, sourceIP FROM (SELECT *, row_number() OVER (PARTITION BY auditID ORDER BY ${STAGE} DESC, time DESC) AS n FROM line WHERE ${where}) WHERE n = 1 ORDER BY time DESC, auditID LIMIT 1000`,
});
const figure = (name: string, search: string, where: string): QueryPair => ({
  name,
  query: `${search} | select ${REQUESTS} from log`,
  sql: `SELECT ${REQUESTS_SQL} FROM line WHERE ${where}`,
});

export const QUERY_PAIRS: readonly QueryPair[] = [
  figure('panel: requests', '*', 'true'),
  {
    name: 'panel: public access',
    query: `* | select ${REQUESTS} from log where ip_to_domain(${SOURCE_ADDRESS}) = 'internet'`,
    sql: `SELECT ${REQUESTS_SQL} FROM line WHERE ${PUBLIC_SQL}`,
  },
  figure('panel: forbidden', 'responseStatus.code = 403', '"responseStatus.code" = 403'),
  figure('panel: created', 'verb: create', `verb = 'create'`),
  figure('panel: deleted', 'verb: delete or verb: deletecollection', `verb IN ('delete', 'deletecollection')`),
  figure('panel: redirections', 'responseStatus.code in [300 400)', '"responseStatus.code" >= 300 AND "responseStatus.code" < 400'),
  {
    name: 'panel: operations by user',
    query: `${PEOPLE} | select ${ACCOUNT} as account, ${REQUESTS} from log group by account order by requests desc, account limit 20`,
    sql: `SELECT ${ACCOUNT_SQL} AS account, ${REQUESTS_SQL} AS requests FROM line WHERE ${PEOPLE_SQL} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
  },
  {
    name: 'panel: deletions by resource',
    query: `(verb: delete or verb: deletecollection) ${PEOPLE} | select "objectRef.resource" as resource, ${REQUESTS} from log group by resource order by requests desc, resource limit 20`,
    sql: `SELECT "objectRef.resource", ${REQUESTS_SQL} FROM line WHERE verb IN ('delete', 'deletecollection') AND ${PEOPLE_SQL} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
  },
  {
    name: 'panel: operations over time',
    query:
      `* | select from_unixtime(bucket) as time, verb, ${REQUESTS} from (select __time__ - (__time__ + 28800) % 1800 as bucket, verb, auditID from log) group by bucket, verb order by bucket, requests desc, verb limit 10000`.replace(
        'from_unixtime(bucket) as time',
        'bucket',
      ),
    sql: `SELECT "__time__" - ("__time__" + 28800) % 1800 AS bucket, verb, ${REQUESTS_SQL} AS requests FROM line GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT 10000`,
  },
  {
    name: 'panel: public access by country',
    query: `* | select ip_to_country_code(${SOURCE_ADDRESS}) as country, ${REQUESTS} from log where ip_to_domain(${SOURCE_ADDRESS}) = 'internet' group by country order by requests desc, country limit 20`,
    sql: `SELECT address_country, ${REQUESTS_SQL} FROM line JOIN address ON address_text = sourceIP WHERE address_domain = 'internet' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
  },
  list(
    'panel: exec',
    'objectRef.subresource: exec and (verb: create or verb: get)',
    `"objectRef.subresource" = 'exec' AND verb IN ('create', 'get')`,
  ),
  list(
    'panel: deletions',
    `(verb: delete or verb: deletecollection) ${PEOPLE}`,
    `verb IN ('delete', 'deletecollection') AND ${PEOPLE_SQL}`,
  ),
  list(
    'panel: secrets',
    `objectRef.resource: secrets and (verb: get or verb: list or verb: watch) ${PEOPLE}`,
    `"objectRef.resource" = 'secrets' AND verb IN ('get', 'list', 'watch') AND ${PEOPLE_SQL}`,
  ),
  list('panel: user operations', PEOPLE, PEOPLE_SQL),
  {
    name: 'guide: command execution',
    query: `verb : create and objectRef.subresource:exec and stage:  ResponseStarted | SELECT auditID as "Event ID", date_format(from_unixtime(__time__), '%Y-%m-%d %T' ) as "Operation Time",  regexp_extract("requestURI", '([^\\?]*)/exec\\?.*', 1)as "Resource",  regexp_extract("requestURI", '\\?(.*)', 1)as "Command" ,"responseStatus.code" as "Status Code", CASE WHEN "user.username" != 'kubernetes-admin' then "user.username" WHEN "user.username" = 'kubernetes-admin' and regexp_like("annotations.authorization.k8s.io/reason", 'RoleBinding') then regexp_extract("annotations.authorization.k8s.io/reason", ' to User "(\\w+)"', 1) ELSE 'kubernetes-admin' END as "Operator Account", CASE WHEN json_array_length(sourceIPs) = 1 then json_format(json_array_get(sourceIPs, 0)) ELSE  sourceIPs END as "Source Address" order by "Operation Time" desc  limit 10000`,
    sql: `SELECT auditID, strftime(time AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai', '%Y-%m-%d %H:%M:%S') AS clock, nullif(regexp_extract(requestURI, '([^?]*)/exec\\?.*', 1), ''), nullif(regexp_extract(requestURI, '\\?(.*)', 1), ''), "responseStatus.code", CASE WHEN "user.username" != 'kubernetes-admin' THEN "user.username" WHEN "user.username" = 'kubernetes-admin' AND contains("annotations.authorization.k8s.io/reason", 'RoleBinding') THEN nullif(regexp_extract("annotations.authorization.k8s.io/reason", ' to User "(\\w+)"', 1), '') ELSE 'kubernetes-admin' END, coalesce("sourceIPs", "sourceIP") FROM line WHERE verb = 'create' AND "objectRef.subresource" = 'exec' AND stage = 'ResponseStarted' ORDER BY clock DESC LIMIT 10000`,
  },
  {
    name: 'guide: failed public access',
    query: `* | select ip as "Source Address", total as "Access Count", round(rate * 100, 2) as "Failure Rate %", failCount as "Illegal Access Count", CASE when security_check_ip(ip) = 1 then 'yes' else 'no' end  as "Is High-Risk IP",  ip_to_country(ip) as "Country", ip_to_province(ip) as "Province", ip_to_city(ip) as "City", ip_to_provider(ip) as "Carrier" from (select CASE WHEN json_array_length(sourceIPs) = 1 then json_format(json_array_get(sourceIPs, 0)) ELSE  sourceIPs END as ip, count(1) as total, sum(CASE WHEN "responseStatus.code" < 400 then 0 ELSE 1 END) * 1.0 / count(1) as rate, count_if("responseStatus.code" = 403) as failCount from log  group by ip limit 10000) where ip_to_domain(ip) != 'intranet' and ip not LIKE '%,%' and not try(is_subnet_of('100.64.0.0/10', ip)) ORDER by "Access Count" desc limit 10000`,
    sql: `SELECT ip, total, round(rate * 100, 2), failed, 'no', address_country_name, NULL, NULL, NULL FROM (SELECT coalesce("sourceIPs", "sourceIP") AS ip, count(*) AS total, sum(CASE WHEN "responseStatus.code" < 400 THEN 0 ELSE 1 END) / count(*) AS rate, count(*) FILTER ("responseStatus.code" = 403) AS failed FROM line GROUP BY 1 LIMIT 10000) JOIN address ON address_text = ip WHERE address_domain != 'intranet' AND NOT contains(ip, ',') ORDER BY total DESC`,
  },
  {
    name: 'text: a rare word',
    query: 'web-nowhere | select count(*) as n from log',
    sql: `SELECT count(*) FROM event_text WHERE contains(lower(text), 'web-nowhere')`,
  },
  {
    name: 'text: a frequent word',
    query: 'registry.example | select count(*) as n from log',
    sql: `SELECT count(*) FROM event_text WHERE contains(lower(text), 'registry.example') AND regexp_matches(text, '(?i)(^|[\\s,''";=()\\[\\]{}?@&<>/:])registry\\.example($|[\\s,''";=()\\[\\]{}?@&<>/:])')`,
  },
  {
    name: 'text: a wildcard',
    query: 'operator-3* | select count(*) as n from log',
    sql: `SELECT count(*) FROM event_text WHERE contains(lower(text), 'operator-3') AND regexp_matches(text, '(?i)(^|[\\s,''";=()\\[\\]{}?@&<>/:])operator-3')`,
  },
  {
    name: 'text: a word and a field',
    query: 'verb: delete and team-7 | select count(*) as n from log',
    sql: `SELECT count(*) FROM ${LINE_TEXT} WHERE verb = 'delete' AND contains(lower(text), 'team-7') AND regexp_matches(text, '(?i)(^|[\\s,''";=()\\[\\]{}?@&<>/:])team-7($|[\\s,''";=()\\[\\]{}?@&<>/:])')`,
  },
  {
    name: 'field: a wildcard',
    query: 'requestURI: pod-1* | select verb, count(*) as n from log group by verb',
    sql: `SELECT verb, count(*) FROM line WHERE contains(lower(requestURI), 'pod-1') AND regexp_matches(requestURI, '(?i)(^|[\\s,''";=()\\[\\]{}?@&<>/:])pod-1') GROUP BY 1`,
  },
  {
    name: 'bodies: a member',
    query: `verb: create | select json_extract_scalar(requestObject, '$.spec.replicas') as replicas, count(*) as n from log group by replicas order by replicas`,
    sql: `SELECT json_extract_string(text, '$.requestObject.spec.replicas') AS replicas, count(*) FROM ${LINE_TEXT} WHERE verb = 'create' GROUP BY 1 ORDER BY 1`,
  },
  {
    name: 'bodies: an element, all events',
    query: `* | select json_extract_scalar(requestObject, '$.spec.containers[0].image') as image, count(*) as n from log group by image order by n desc, image limit 50`,
    sql: `SELECT json_extract_string(text, '$.requestObject.spec.containers[0].image') AS image, count(*) AS n FROM event_text GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
  },
  {
    name: 'whole events: another field',
    query: `* | select "user.groups" as g, count(*) as n from log group by g order by n desc`,
    sql: `SELECT json_extract_string(text, '$.user.groups') AS g, count(*) AS n FROM event_text GROUP BY 1 ORDER BY 2 DESC`,
  },
  {
    name: 'series: date_trunc of an hour',
    query: `* | select date_trunc('hour', __time__) as t, count(*) as n from log group by t order by t`,
    sql: `SELECT date_trunc('hour', time) + INTERVAL 8 HOUR AS t, count(*) FROM line GROUP BY 1 ORDER BY 1`,
  },
  {
    name: 'series: buckets of five minutes, formatted',
    query: `* | select date_format(__time__ - __time__ % 300, '%Y-%m-%d %H:%i') as t, count(*) as n from log group by t order by t limit 1000`,
    sql: `SELECT strftime(time_bucket(INTERVAL 5 MINUTE, time) + INTERVAL 8 HOUR, '%Y-%m-%d %H:%M') AS t, count(*) FROM line GROUP BY 1 ORDER BY 1 LIMIT 1000`,
  },
  {
    name: 'regexp: groups of a path',
    query: `* | select regexp_extract(requestURI, '/namespaces/([^/]+)/', 1) as ns, count(*) as n from log group by ns order by n desc`,
    sql: `SELECT nullif(regexp_extract(requestURI, '/namespaces/([^/]+)/', 1), '') AS ns, count(*) AS n FROM line GROUP BY 1 ORDER BY 2 DESC`,
  },
  {
    name: 'group by user, several figures',
    query: `* | select "user.username" as u, count(*) as n, count(distinct "objectRef.resource") as r, avg("responseStatus.code") as a, count_if("responseStatus.code" >= 400) * 1.0 / count(*) as f from log group by u order by n desc, u limit 100`,
    sql: `SELECT "user.username" AS u, count(*) AS n, count(DISTINCT "objectRef.resource"), avg("responseStatus.code"), count(*) FILTER ("responseStatus.code" >= 400) * 1.0::DOUBLE / count(*) FROM line GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
  },
  {
    name: 'window: running total by hour',
    query: `* | select t, n, sum(n) over (order by t) as total from (select __time__ - __time__ % 3600 as t, count(*) as n from log group by 1) order by t limit 1000`,
    sql: `SELECT t, n, sum(n) OVER (ORDER BY t)::BIGINT FROM (SELECT "__time__" - "__time__" % 3600 AS t, count(*) AS n FROM line GROUP BY 1) ORDER BY t LIMIT 1000`,
  },
  {
    name: 'search: newest events of a user',
    query: 'user.username: "alice@example.com" and verb: delete',
    sql: `SELECT line.rowid, auditID FROM line JOIN event_text ON line.rowid = event_text.rowid WHERE "user.username" = 'alice@example.com' AND verb = 'delete' AND length(text) > 0 ORDER BY time DESC, line.rowid DESC LIMIT 1000`,
  },
];
