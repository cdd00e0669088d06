import type { Lane } from './duckdb-session.ts';
import { literal } from './event-table.ts';

/** Words of a user name that tell a component of the cluster: the filter that the auditing guide publishes. */
const SYSTEM_WORDS = ['node', 'serviceaccount', 'apiserver', 'kube-scheduler', 'kube-controller-manager'];

/** What separates words in a field: the default delimiters of SLS. */
const DELIMITERS = String.raw`[\s,'";=()\[\]{}?@&<>/:]`;

const PATTERN = `(^|${DELIMITERS})(${SYSTEM_WORDS.join('|')})($|${DELIMITERS})`;

/**
 * Makes `is_system(user)`, whether a user name has one of the words, asked once per name; and `account(user, reason)`, the
 * operator: who authenticated, or for `kubernetes-admin` the account that the authorization reason names.
 */
export async function makeAccounts(lane: Lane): Promise<void> {
  await lane.query(
    `CREATE TABLE system_user AS SELECT name AS system_name FROM (SELECT DISTINCT "user.username" AS name FROM line WHERE is_event) WHERE regexp_matches(lower(name), ${literal(PATTERN)})`,
  );
  await lane.query('CREATE MACRO is_system(user_name) AS coalesce(user_name IN (SELECT system_name FROM system_user), false)');
  await lane.query(
    `CREATE MACRO account(user_name, reason) AS CASE WHEN user_name = 'kubernetes-admin' AND contains(reason, 'RoleBinding') THEN coalesce(nullif(regexp_extract(reason, ' to User "([^"]+)"', 1), ''), user_name) ELSE user_name END`,
  );
}
