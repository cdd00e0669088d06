import type { ApiTable } from '../../kubernetes/api-resources.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import type { PolicySpec } from '../policy-spec.ts';
import { decidingRules } from './deciding-rules.ts';
import { createDiagrams, type Diagrams, EVERYTHING, isLeaf, leaf, leafValue, NOTHING } from './diagram.ts';
import { practicalRequests } from './practice.ts';
import { type RecordedShape, recordedShapes } from './recorded-shape.ts';
import { type RequestBox, requestBoxes } from './request-boxes.ts';
import { requestSpace } from './request-space.ts';
import { ruleRequests } from './rule-requests.ts';
import { NODE_LIMIT, type Steps, type Stopped, withinLimit } from './run-steps.ts';
import { witnessIn } from './witness.ts';

/** Requests that two policies record differently, all by the same rule of the one and the same rule of the other. */
export interface ChangedRegion {
  readonly from: RecordedShape;
  readonly to: RecordedShape;
  /** Deciding rules, zero-based; null where none decides. */
  readonly rules: { readonly old: number | null; readonly new: number | null };
  /** A request of the region, one a real server can see where there is one. */
  readonly witness: RequestAttributes;
  /** Whether a real server can see a request of the region. */
  readonly practical: boolean;
  /** The rule whose selectors are the narrower ones, so that they describe the requests; `both` where neither's are. */
  readonly saidBy: 'old' | 'new' | 'both';
  /** Which requests they are: at most a few boxes, and whether there are more. */
  readonly boxes: readonly RequestBox[];
  readonly more: boolean;
}

/** Every region two policies record differently; `stopped` where they need more than the analysis allows itself. */
export const comparePolicies = (
  before: PolicySpec,
  after: PolicySpec,
  api: ApiTable,
  limit = NODE_LIMIT,
): Steps<readonly ChangedRegion[] | Stopped> => withinLimit(changedRegions(createDiagrams(limit), before, after, api));

function* changedRegions(diagrams: Diagrams, before: PolicySpec, after: PolicySpec, api: ApiTable): Steps<readonly ChangedRegion[]> {
  const space = requestSpace([before, after]);
  const requests = ruleRequests(diagrams, space);
  const practical = practicalRequests(diagrams, space, requests, api);
  const shapes = { old: recordedShapes(before), new: recordedShapes(after) };
  const pairs = new Map<string, { readonly number: number; readonly old: number; readonly new: number }>();
  const same = leaf(0);
  const old = yield* decidingRules(diagrams, requests, before);
  const now = yield* decidingRules(diagrams, requests, after);
  const whichPair = diagrams.apply(old.from[0]!, now.from[0]!, (a, b) => {
    if (!isLeaf(a) || !isLeaf(b)) return undefined;
    const [i, k] = [leafValue(a), leafValue(b)];
    if (shapes.old[i]!.key === shapes.new[k]!.key) return same;
    const known = pairs.get(`${i} ${k}`) ?? { number: pairs.size + 1, old: i, new: k };
    pairs.set(`${i} ${k}`, known);
    return leaf(known.number);
  });
  const regions: ChangedRegion[] = [];
  for (const pair of pairs.values()) {
    yield;
    const region = diagrams.apply(whichPair, EVERYTHING, a => (isLeaf(a) ? (a === leaf(pair.number) ? EVERYTHING : NOTHING) : undefined));
    const { request, practical: seen } = witnessIn(diagrams, space, region, practical)!;
    const [matchedBefore, matchedAfter] = [old.matched[pair.old] ?? EVERYTHING, now.matched[pair.new] ?? EVERYTHING];
    regions.push({
      from: shapes.old[pair.old]!,
      to: shapes.new[pair.new]!,
      rules: {
        old: pair.old === before.rules.length ? null : pair.old,
        new: pair.new === after.rules.length ? null : pair.new,
      },
      witness: request,
      practical: seen,
      saidBy:
        diagrams.without(matchedAfter, matchedBefore) === NOTHING
          ? 'new'
          : diagrams.without(matchedBefore, matchedAfter) === NOTHING
            ? 'old'
            : 'both',
      ...requestBoxes(diagrams, space, region, seen ? practical : EVERYTHING),
    });
  }
  return regions;
}
