export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Half-open range of UTF-16 offsets in the document. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A change that removes a finding. A safe fix keeps the meaning the writer had; fix-all applies safe ones only. */
export interface Fix {
  readonly title: string;
  /** Together one change: all of them or none. */
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

/** One thing worth telling about a document, as data for every front end. */
export interface Finding {
  /** Stable id, kebab-case. Codes that begin with `refused` say that the real system does not load the document. */
  readonly code: string;
  readonly severity: Severity;
  readonly range: TextRange;
  /** What is wrong, what happens because of it, what to do. */
  readonly message: string;
  /** Zero-based policy rule it belongs to. */
  readonly rule?: number;
  readonly related?: readonly { readonly range: TextRange; readonly message: string }[];
  readonly tag?: 'unnecessary' | 'deprecated';
  readonly fixes?: readonly Fix[];
  /** File in `docs/rules` that explains the code; findings that come from no lint rule have none. */
  readonly page?: string;
}

const moved = (range: TextRange, offset: number): TextRange => ({ start: range.start + offset, end: range.end + offset });

/** A finding's part that has places. */
type Placed = Pick<Finding, 'range' | 'related' | 'fixes'>;

/** The same with every place moved: findings of one rule are computed relative to that rule and kept over edits elsewhere. */
export function moveFinding<T extends Placed>(finding: T, offset: number, rule: number): T & { readonly rule: number } {
  return {
    ...finding,
    rule,
    range: moved(finding.range, offset),
    ...(finding.related && { related: finding.related.map(r => ({ ...r, range: moved(r.range, offset) })) }),
    ...(finding.fixes && { fixes: finding.fixes.map(f => ({ ...f, edits: f.edits.map(e => ({ ...e, range: moved(e.range, offset) })) })) }),
  };
}
