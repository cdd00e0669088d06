/**
 * Whether one of the globs takes a path; both relative to the folder of `auditscope.yaml`, with slashes. `*` and `?` stay
 * within a folder, `**` goes over folders; a glob that names a folder takes all in it.
 */
export const isIgnored = (globs: readonly string[], path: string): boolean => globs.some(glob => pattern(glob).test(path));

function pattern(glob: string): RegExp {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const source = trimmed.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, part => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : `\\${part}`;
  });
  return new RegExp(`^${source}(?:/.*)?$`, 's');
}
