/** The steps in DuckDB's words; undefined where those cannot say it. */
export function duckPath(steps: readonly (string | number)[]): string | undefined {
  let path = '$';
  for (const step of steps) {
    if (typeof step === 'number') {
      if (step < 0) return undefined;
      path += `[${step}]`;
      // a quote ends the name, and * and ? are wildcards even inside quotes
    } else if (/["\\*?]/.test(step) || step === '') return undefined;
    else path += `."${step}"`;
  }
  return path;
}
