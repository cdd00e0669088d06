/**
 * Where the pages of the lint rules lie, by the address of the module that runs: beside the bundles in `dist`, or among the
 * documents of the sources.
 */
export function rulePagesBeside(module: string): (page: string) => string {
  const dist = module.lastIndexOf('/dist/');
  const folder = dist < 0 ? new URL('../../docs/rules/', module).href : `${module.slice(0, dist)}/dist/rules/`;
  return page => folder + page;
}
