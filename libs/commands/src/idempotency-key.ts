import { z } from 'zod';

/** The header `Idempotency-Key`, where one is sent. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 printable characters without blanks')
  .optional();
