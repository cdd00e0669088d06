/** A message for standard error after which the command ends with exit code 2. */
export class CannotRun extends Error {}
