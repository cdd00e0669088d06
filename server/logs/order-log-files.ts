import { basename, dirname } from 'node:path';

/** Names of rotated files: `audit-2026-01-31T08-00-00.000.log` as kube-apiserver writes them, `audit.log.1` as logrotate does. */
const STAMPED = /^(.*?)-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?|\d{8}(?:-\d{4,6})?)(\.[^.]+)?(?:\.(?:gz|zst))?$/;
const STAMPED_BEHIND = /^(.*?)[-.](\d{8}(?:-\d{4,10})?)(?:\.(?:gz|zst))?$/;
const NUMBERED = /^(.*?)\.(\d{1,6})(?:\.(?:gz|zst))?$/;

interface Place {
  /** The file that is written to: files of one set share it. */
  readonly set: string;
  /** Sorts files of a set by time. */
  readonly key: string;
}

function placeOf(path: string): Place {
  const [folder, name] = [dirname(path), basename(path)];
  const numbered = NUMBERED.exec(name);
  const behind = STAMPED_BEHIND.exec(name);
  const stamped = STAMPED.exec(name);
  if (behind) return { set: `${folder}/${behind[1]}`, key: `1 ${behind[2]}` };
  if (stamped) return { set: `${folder}/${stamped[1]}${stamped[3] ?? ''}`, key: `1 ${stamped[2]}` };
  // the higher the number, the older
  if (numbered) return { set: `${folder}/${numbered[1]}`, key: `2 ${String(1_000_000 - Number(numbered[2])).padStart(7, '0')}` };
  return { set: `${folder}/${name.replace(/\.(?:gz|zst)$/, '')}`, key: '3' };
}

/** The files by the log that they are parts of, each set in the order it was written; sets stand where their first file does. */
export function logSets(paths: readonly string[]): string[][] {
  const places = paths.map(path => ({ path, ...placeOf(path) }));
  const sets = [...new Set(places.map(place => place.set))];
  return sets.map(set =>
    places
      .filter(place => place.set === set)
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ path }) => path),
  );
}

/** Files of a rotated set in the order they were written, where its first one stands; other files stay where they are. */
export const orderLogFiles = (paths: readonly string[]): string[] => logSets(paths).flat();

/** How a log is named on screen: `audit.log`, `audit.log and 2 rotated parts`, `a.log and 2 more`. */
export function logName(paths: readonly string[]): string {
  const more = paths.length - 1;
  if (more === 0) return basename(paths[0]!);
  return logSets(paths).length === 1
    ? `${basename(paths.at(-1)!)} and ${more} rotated ${more === 1 ? 'part' : 'parts'}`
    : `${basename(paths[0]!)} and ${more} more`;
}
