import type { LogField } from '../log-field.ts';
import { text } from './text-field.ts';

/** Time of an event; the first columns of the log. */
export const TIME_FIELDS: readonly LogField[] = [
  { name: '__time__', type: 'bigint', meaning: 'Time of the event in Unix seconds, rounded down.', example: '1767254400' },
];

/** Fields that SLS adds to every log. A log that was written by the API server itself has none but the time. */
export const COLLECTOR_FIELDS: readonly LogField[] = [
  { name: '__time__ns_part__', type: 'bigint', meaning: 'Nanoseconds within the second of `__time__`.', example: '4512000' },
  text('__source__', 'Address of the machine that the log was collected on.', '192.0.2.1'),
  text('__topic__', 'Topic of the log.', 'audit'),
  text('__tag__:__client_ip__', 'Address that the collector sent the log from.', '192.0.2.1'),
  text('__tag__:__receive_time__', 'When SLS received the log, in Unix seconds.', '1767254401'),
  text('__tag__:__path__', 'File that the log was collected from.', '/var/log/kubernetes/kubernetes.audit'),
  text('__tag__:__hostname__', 'Name of the machine that the log was collected on.', 'node-1'),
];
