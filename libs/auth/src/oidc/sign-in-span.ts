/** How long the browser may be away at the provider. */
export const BEGUN_LASTS_MS = 5 * 60_000;
/** How long it may take from its return until a sign-in is open. */
export const ENDS_WITHIN_MS = 5 * 60_000;

/** The time that a sign-in by the provider takes. */
export interface SignInSpan {
  /**
   * When it was begun. Never later than its return by the clock of the database, and so before the provider was asked
   * for a token: what the provider ended before that is in no token that it gives afterwards.
   */
  readonly since: Date;
  /** By the monotonic clock of this process. */
  readonly until: number;
}
