/** A call that was refused or never answered. Pages decide by `code`; `message` is the server's text for people. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    readonly requestId?: string,
    /** All that the answer said, for codes that say more: which token of a filter was not understood. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}
