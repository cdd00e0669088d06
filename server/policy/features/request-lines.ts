import type { User } from '../../kubernetes/request-attributes.ts';
import { usualGroups } from '../../kubernetes/usual-groups.ts';
import { lineStartOf } from '../../yaml/line-start.ts';
import type { Located, Range } from '../../yaml/node.ts';

/** A request that stands in a text, and who sends it. */
export interface RequestLine {
  readonly range: Range;
  /** Without the prompt of a command. */
  readonly request: string;
  /** Null: authentication fails. */
  readonly user: User | null;
  /** Whether no line above names a user. */
  readonly assumed: boolean;
}

/** A file of requests: one a line, with lines between them that say who sends those below. */
export interface RequestFile {
  /** Path of the policy the requests are for, where the file names one. */
  readonly policy: Located<string> | undefined;
  readonly lines: readonly RequestLine[];
}

/** Sends a request that names nobody: an ordinary user, as in the simulator. */
export const ORDINARY_USER: User = { name: 'alice', groups: usualGroups('alice') };

/** Who sends the requests that follow, as far as it has been said. */
interface Sender {
  readonly user: User | null;
  readonly assumed: boolean;
}

const NOT_SAID: Sender = { user: ORDINARY_USER, assumed: true };
const HEADER = /^(policy|user|groups)\s*:(?:\s+(.*?))?\s*$/;

/**
 * The requests in comments of a policy: a command after a prompt (`# $ kubectl get secrets`, `# $ curl …`) or an HTTP line
 * (`# GET /api/v1/secrets`) that stands alone in its comment. `# user: NAME` and `# groups: A, B` say who sends the requests
 * below them, up to the end of the comment block; without a name nobody does (authentication fails).
 */
export function requestsInComments(text: string, comments: readonly Located<string>[]): readonly RequestLine[] {
  const found: RequestLine[] = [];
  let sender = NOT_SAID;
  let next = Number.NaN;
  for (const { range } of comments) {
    const written = text.slice(range.start, range.end);
    const start = lineStartOf(text, range.start);
    const alone = text.slice(start, range.start).trim() === '';
    if (start !== next || !alone) sender = NOT_SAID;
    next = text.indexOf('\n', range.end) + 1;
    const [mark = ''] = /^#+\s*/.exec(written) ?? [];
    const said = written.slice(mark.length).trimEnd();
    const header = HEADER.exec(said);
    if (header && header[1] !== 'policy') sender = withHeader(sender, header[1]!, header[2] ?? '');
    else if (isMarkedRequest(said)) found.push(requestLine(said, range.start + mark.length, sender));
  }
  return found;
}

const isMarkedRequest = (text: string): boolean =>
  /^\$\s+(?:sudo\s+)?(?:kubectl|k|curl)\s/.test(text) ||
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(?:\/|https?:\/\/)\S*(?:\s+HTTP\/[\d.]+)?$/.test(text);

/**
 * Reads a file of requests: one a line in any form the simulator takes; `#` begins a comment line. `policy: PATH` names the
 * policy, `user: NAME` and `groups: A, B` say who sends the requests below, until said otherwise; a new user has the groups
 * its name tells, and no name is failed authentication.
 */
export function readRequestFile(text: string): RequestFile {
  const lines: RequestLine[] = [];
  let policy: Located<string> | undefined;
  let sender = NOT_SAID;
  let start = 0;
  for (const line of text.split('\n')) {
    const said = line.trim();
    const at = start + line.indexOf(said);
    start += line.length + 1;
    if (said === '' || said.startsWith('#')) continue;
    const [, key, value = ''] = HEADER.exec(said) ?? [];
    if (key === undefined) lines.push(requestLine(said, at, sender));
    else if (key !== 'policy') sender = withHeader(sender, key, value);
    else if (value !== '') policy ??= { value, range: { start: at + said.length - value.length, end: at + said.length } };
  }
  return { policy, lines };
}

const requestLine = (written: string, start: number, sender: Sender): RequestLine => ({
  range: { start, end: start + written.length },
  request: written.replace(/^\$\s+/, ''),
  ...sender,
});

function withHeader({ user }: Sender, key: string, value: string): Sender {
  if (key === 'user') return { user: value === '' ? null : { name: value, groups: usualGroups(value) }, assumed: false };
  const groups = value
    .split(',')
    .map(group => group.trim())
    .filter(group => group !== '');
  return { user: user && { ...user, groups }, assumed: false };
}
