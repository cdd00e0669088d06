/**
 * Why kubectl would refuse a command line, or why its requests cannot be told. Thrown inside this folder only and turned into
 * a plain result at its single entry, `requestsOfCommand`.
 */
export class CommandFailure extends Error {}

/** Ends reading a command line with a message for the user. */
export function fail(message: string): never {
  throw new CommandFailure(message);
}
