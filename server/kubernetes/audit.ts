/** Audit levels in ascending order (`pkg/apis/audit/types.go`). */
export const LEVELS = ['None', 'Metadata', 'Request', 'RequestResponse'] as const;
export type Level = (typeof LEVELS)[number];

/** Audit stages in the order a request passes them. */
export const STAGES = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'] as const;
export type Stage = (typeof STAGES)[number];

/** Whether request bodies are recorded at this level. */
export const recordsBodies = (level: Level): boolean => level === 'Request' || level === 'RequestResponse';
