import { type SqlFunction, sqlFunction } from './sql-function.ts';

const SIZES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function bytesOf(text: string): number {
  const [, amount, unit = 'B'] = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*$/.exec(text) ?? [];
  const power = SIZES.findIndex(size => size.charAt(0) === unit.charAt(0).toUpperCase());
  if (amount === undefined || (power < 0 && unit !== '')) throw new Error(`'${text}' is no size of data such as 12.5MB.`);
  return Number(amount) * 1024 ** Math.max(power, 0);
}

const shown = (value: number): string => String(Math.round(value * 100) / 100);

/** 1.5 hours as `1h 30m 0s`. */
function durationText(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < 1000) return `${shown(milliseconds)}ms`;
  const seconds = Math.floor(size / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([n]) => n > 0);
  return (
    (milliseconds < 0 ? '-' : '') +
    parts
      .slice(first)
      .map(([n, unit]) => `${n}${unit}`)
      .join(' ')
  );
}

const GEOHASH = '0123456789bcdefghjkmnpqrstuvwxyz';

function geohash(latitude: number, longitude: number, precision: number): string {
  const ranges = [
    [-180, 180, longitude],
    [-90, 90, latitude],
  ] as [number, number, number][];
  let [hash, bits, value] = ['', 0, 0];
  for (let turn = 0; hash.length < precision; turn++) {
    const range = ranges[turn % 2]!;
    const middle = (range[0] + range[1]) / 2;
    const above = range[2] >= middle;
    range[above ? 0 : 1] = middle;
    value = value * 2 + Number(above);
    if (++bits === 5) {
      hash += GEOHASH[value];
      [bits, value] = [0, 0];
    }
  }
  return hash;
}

export const DISPLAY_FUNCTIONS: readonly SqlFunction[] = [
  sqlFunction('sls_bar', ['DOUBLE', 'BIGINT'], 'VARCHAR', (share, width) => {
    const filled = Math.round(Math.min(Math.max(share, 0), 1) * Number(width));
    return '█'.repeat(filled) + ' '.repeat(Math.max(Number(width) - filled, 0));
  }),
  sqlFunction('sls_rgb', ['BIGINT', 'BIGINT', 'BIGINT'], 'VARCHAR', (...parts) => {
    if (parts.some(p => p < 0n || p > 255n)) throw new Error('The parts of rgb go from 0 to 255.');
    return `#${parts.map(p => p.toString(16).padStart(2, '0')).join('')}`;
  }),
  sqlFunction(
    'sls_convert_data_size',
    ['VARCHAR', 'VARCHAR'],
    'VARCHAR',
    (text, unit) => `${shown(bytesOf(text) / bytesOf(`1${unit}`))}${unit}`,
  ),
  sqlFunction('sls_format_data_size', ['DOUBLE'], 'VARCHAR', bytes => {
    const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), SIZES.length - 1);
    return `${shown(bytes / 1024 ** power)}${SIZES[power]}`;
  }),
  sqlFunction('sls_parse_data_size', ['VARCHAR'], 'DOUBLE', bytesOf),
  sqlFunction('sls_format_duration', ['DOUBLE'], 'VARCHAR', durationText),
  sqlFunction('sls_parse_duration', ['VARCHAR'], 'DOUBLE', text => {
    const [, amount, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/.exec(text) ?? [];
    if (amount === undefined || !Object.hasOwn(UNITS, unit)) throw new Error(`'${text}' is no duration such as 2.5m.`);
    return Number(amount) * UNITS[unit]!;
  }),
  sqlFunction('sls_geohash', ['DOUBLE', 'DOUBLE', 'BIGINT'], 'VARCHAR', (latitude, longitude, precision) =>
    geohash(latitude, longitude, Math.min(Math.max(Number(precision), 1), 12)),
  ),
];
