import { z } from 'zod';

/** What went wrong, coarsely; one filter turns it into a status code. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  frozen: 423,
  limited: 429,
  internal: 500,
  bad_gateway: 502,
  unavailable: 503,
  timeout: 504,
} as const;
export type ErrorKind = keyof typeof ERROR_STATUS;

/** Every error of the API has this shape. `error` is upstream's field; ours decide by `code`. */
export const ErrorBody = z.object({
  error: z.string(),
  code: z.string(),
  message: z.string(),
  request_id: z.string(),
  /** Where in the input it is wrong, for `invalid`. */
  details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
