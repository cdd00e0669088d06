/** A step into a document: a member, an element counted from 0 (negative from the end), or all of them. */
export type JsonStep = string | number | { readonly all: true };

/** A path such as `$.spec.containers[0]["a.b"]` as its steps; undefined where it cannot be read. */
export function readJsonPath(path: string): readonly JsonStep[] | undefined {
  const text = path.trim();
  if (!text.startsWith('$')) return undefined;
  const steps: JsonStep[] = [];
  let at = 1;
  while (at < text.length) {
    const step = /^(?:\.([\p{L}\p{N}_$@:/-]+)|\[\s*(-?\d+)\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|(\[\s*\*\s*\]|\.\*))/u.exec(text.slice(at));
    if (!step) return undefined;
    at += step[0].length;
    const [, name, index, quotedName, all] = step;
    if (all !== undefined) steps.push({ all: true });
    else if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? quotedName!.replaceAll(/\\(.)/g, '$1'));
  }
  return steps;
}

/** The steps of a path that leads to one value. */
export function singleSteps(path: string): readonly (string | number)[] | undefined {
  const steps = readJsonPath(path);
  return steps?.every(step => typeof step !== 'object') ? (steps as readonly (string | number)[]) : undefined;
}
