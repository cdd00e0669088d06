import type { CallEmitter } from '../call-site.ts';
import { callFunction } from '../emission.ts';

/** A function of DuckDB with the arguments as they are. */
export const native =
  (name: string): CallEmitter =>
  site =>
    `${name}(${site.args().join(', ')})`;

/** One of the functions that are registered with DuckDB. */
export const registered =
  (name: string): CallEmitter =>
  site =>
    callFunction(site.e, name, ...site.args());

/** An aggregate or a function of a window. */
export const ofRows =
  (name: string): CallEmitter =>
  site =>
    site.aggregate(name, site.args());
