const whole = new Intl.NumberFormat('en-US');

/** `12,345`; fractions keep at most two digits. */
export const exactNumber = (value: number): string => (Number.isInteger(value) ? whole.format(value) : value.toLocaleString('en-US'));

/** `12,345`, from a million `1.23 M`, from a thousand million `1.23 G`: for places where the exact value is at hand elsewhere. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_995_000) return `${(value / 1e9).toFixed(2)} G`;
  if (size >= 1_000_000) return `${(value / 1e6).toFixed(2)} M`;
  return exactNumber(value);
}

/** `1.5 MB`, counted in thousands as disks are. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** `3.4 %`; a share that is there but would print as nothing is `< 0.1 %`. */
export function shareText(part: number, all: number): string {
  if (all === 0 || part === 0) return '0 %';
  const percent = (part / all) * 100;
  return percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(1)} %`;
}
