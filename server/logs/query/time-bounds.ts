import type { LogScope } from '../../protocol/log.ts';

/** The bounds of a scope as conditions on `time` of the table `line`, which is in microseconds. */
export function timeBounds({ from, to }: Pick<LogScope, 'from' | 'to'>): string[] {
  const instant = (milliseconds: number) => `epoch_ms(${Math.ceil(milliseconds)}::BIGINT)`;
  return [...(from === undefined ? [] : [`>= ${instant(from)}`]), ...(to === undefined ? [] : [`< ${instant(to)}`])];
}
