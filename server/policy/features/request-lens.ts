import type { Level } from '../../kubernetes/audit.ts';
import { mainRequest } from '../../kubernetes/kubectl/main-request.ts';
import type { Range } from '../../yaml/node.ts';
import { LEVEL_MARKS } from '../level-marks.ts';
import { ORDINARY_USER, type RequestLine } from './request-lines.ts';

/** What stands above a request line, and the request as the simulator takes it. */
export interface RequestLens {
  readonly range: Range;
  readonly title: string;
  readonly input: { readonly request: string; readonly user: string | null; readonly groups: readonly string[] };
}

/** What is told of one request of a line. */
export interface LensOutcome {
  /** The request in one line. */
  readonly title: string;
  /** What is seen in the log: `None` also where every stage is omitted. */
  readonly level: Level;
  /** The rule that decides, from 0. */
  readonly rule: number | null;
  readonly attributes: { readonly verb: string; readonly subresource: string };
  readonly unusual?: true;
}

/** The lens of a line, from what its requests came to or why it cannot be read. */
export function requestLens(line: RequestLine, outcome: readonly LensOutcome[] | { readonly error: string }): RequestLens {
  const { range, request, user } = line;
  const title = 'error' in outcome ? `Cannot be told: ${outcome.error}` : lensTitle(outcome, line);
  return { range, title, input: { request, user: user?.name ?? null, groups: user?.groups ?? [] } };
}

/** `M Metadata, rule 9: get secrets "db" in core`, then the marks of what a command sends beside it. */
function lensTitle(outcomes: readonly LensOutcome[], { user, assumed }: RequestLine): string {
  const main = outcomes[mainRequest(outcomes)];
  if (!main) return 'Sends no request to the API server';
  const others = outcomes.filter(outcome => outcome !== main).map(({ level }) => LEVEL_MARKS[level]);
  const decided = main.rule === null ? 'no rule' : `rule ${main.rule + 1}`;
  const by = user === null ? ', by nobody' : assumed ? `, by ${ORDINARY_USER.name}` : '';
  const beside = others.length === 0 ? '' : ` (also sent: ${others.join(' ')})`;
  return `${LEVEL_MARKS[main.level]} ${main.level === 'None' ? 'not recorded' : main.level}, ${decided}: ${main.title}${by}${beside}`;
}
