import type { SlsType } from '../catalog/sls-type.ts';
import type { Call, Expression } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';

/** A call while its SQL is written. Arguments are written when they are asked for. */
export interface CallSite {
  readonly e: Emission;
  readonly call: Call;
  /** SQL of an argument. */
  readonly arg: (index: number) => string;
  readonly args: () => string[];
  readonly node: (index: number) => Expression;
  readonly type: (index: number) => SlsType;
  readonly count: number;
  readonly result: SlsType;
  /** A name for the variable of a DuckDB lambda; lambdas inside one another have different ones. */
  readonly variable: (suffix?: string) => string;
  /** The body of a lambda argument, its parameters standing for the given SQL. */
  readonly lambda: (index: number, ...names: readonly string[]) => EmittedLambda;
  /** A DuckDB aggregate with DISTINCT, ORDER BY, FILTER and OVER of the call. */
  readonly aggregate: (name: string, args: readonly string[], more?: AggregateParts) => string;
}

export interface AggregateParts {
  /** Instead of the order of the call. */
  readonly order?: string;
  /** Besides the filter of the call. */
  readonly filter?: string;
  /** `false` leaves out DISTINCT. */
  readonly distinct?: boolean;
}

export interface EmittedLambda {
  readonly body: string;
  readonly type: SlsType;
}

export type CallEmitter = (site: CallSite) => string;
