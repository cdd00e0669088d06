import { type SqlFunction, sqlFunction } from './sql-function.ts';

export const DISPLAY_FUNCTIONS: readonly SqlFunction[] = [
  sqlFunction('sls_bar', ['DOUBLE', 'BIGINT'], 'VARCHAR', (share, width) => {
    if (width < 0n || width > 10_000n) throw new Error('The width of bar goes from 0 to 10000.');
    const filled = Math.round(Math.min(Math.max(share, 0), 1) * Number(width));
    return '█'.repeat(filled) + ' '.repeat(Math.max(Number(width) - filled, 0));
  }),
  sqlFunction('sls_rgb', ['BIGINT', 'BIGINT', 'BIGINT'], 'VARCHAR', (...parts) => {
    if (parts.some(p => p < 0n || p > 255n)) throw new Error('The parts of rgb go from 0 to 255.');
    return `#${parts.map(p => p.toString(16).padStart(2, '0')).join('')}`;
  }),
];
