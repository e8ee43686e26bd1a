/** Exit codes; `command` passes on the one of the program that ran. */
export const ERROR = 1;
export const USAGE = 2;
export const PENDING = 3;
export const DENIED = 4;
/** What shells say of a program that was interrupted. */
export const INTERRUPTED = 130;

/** Something that ends the run with a sentence for people: what happened and what to do about it. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode: number = ERROR,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The server answered, and its answer was no. */
export class Refusal extends Failure {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string | undefined,
    /** The answer as it came, for `--json`. */
    readonly body: unknown,
  ) {
    super(message);
  }
}

/** The server could not be reached, or the line broke: trying again may help. */
export class Unreachable extends Failure {}
