import { pathMatches } from '../match-rule.ts';

/** Paths that the patterns of a policy cannot tell apart, by some of them: the first reads best. */
export type PathClass = readonly [string, ...string[]];

/** Ends of paths that begin with a pattern's text; the last is in no longer pattern, since no file holds that character. */
const ENDS = ['', '/x', 'x', '-x', '/x/y', '\uffff'];

/**
 * Every class of paths that `nonResourceURLs` patterns can tell apart. A class is made by a path that stands in a
 * pattern, or by all that begin like one and are in no longer pattern; `rest` is what no pattern but `*` takes.
 */
export function pathClasses(patterns: readonly string[]): { readonly named: readonly PathClass[]; readonly rest: PathClass } {
  const classes = new Map<string, [string, ...string[]]>();
  const add = (path: string) => {
    const signature = patterns.flatMap((pattern, i) => (pathMatches(pattern, path) ? [i] : [])).join(',');
    const known = classes.get(signature);
    if (known) known.push(path);
    else classes.set(signature, [path]);
    return signature;
  };
  // a path without a slash in front cannot be told from one with it, unless a pattern is as short as that
  const rest = add('\uffff');
  for (const path of ['/', '/x', '/other', '/other/path', 'no-slash']) add(path);
  for (const pattern of new Set(patterns)) {
    const stem = pattern.replace(/\*+$/, '');
    for (const end of ENDS) add(stem + end);
    if (pattern !== stem) add(pattern);
  }
  const ordered = (paths: PathClass): PathClass => [...paths.slice(1), paths[0]] as unknown as PathClass;
  const named = [...classes].flatMap(([signature, paths]) => (signature === rest ? [] : [paths as PathClass]));
  return { named, rest: ordered(classes.get(rest)!) };
}
