/** Expressions over audit events that reports and filters share, in the query language. */

/** The operator: who authenticated, or for kubernetes-admin the account that the authorization reason names. */
export const ACCOUNT = `case when "user.username" = 'kubernetes-admin' and "annotations.authorization.k8s.io/reason" like '%RoleBinding%' then coalesce(regexp_extract("annotations.authorization.k8s.io/reason", ' to User "([^"]+)"', 1), "user.username") else "user.username" end`;

/** The first source address, as far as proxies tell the truth. */
export const SOURCE_ADDRESS = `json_extract_scalar(sourceIPs, '$[0]')`;

/** ISO code of the country of the first source address. */
export const COUNTRY = `ip_to_country_code(${SOURCE_ADDRESS})`;

/** Time of an event in Unix seconds, to the millisecond below. */
export const UNIX_TIME = '__time__ + __time__ns_part__ / 1000000 / 1000.0';

/** Of the events of one request, the later its stage the higher; also SQL of the engine. */
export const STAGE_RANK = "case stage when 'Panic' then 3 when 'ResponseComplete' then 2 when 'ResponseStarted' then 1 else 0 end";
