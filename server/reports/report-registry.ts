import type { ReportDefinition } from '../protocol/log.ts';
import { OVERVIEW } from './overview.ts';

/** The built-in reports. */
export const REPORTS: readonly ReportDefinition[] = [OVERVIEW];
