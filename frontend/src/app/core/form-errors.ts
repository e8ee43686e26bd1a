import type { ApiError } from './api-error';

/** What the control plane said of one field, or nothing. */
export function fieldError(error: ApiError | undefined, path: string): string {
  const details = (error?.body['details'] ?? []) as readonly { path: string; message: string }[];
  const message = details.find((one) => one.path === path)?.message;
  return message ? `It ${message}${message.endsWith('.') ? '' : '.'}` : '';
}

/** Whether all that is wrong is said at fields that the form has. */
export function isAtFields(error: ApiError | undefined, paths: readonly string[]): boolean {
  const details = (error?.body['details'] ?? []) as readonly { path: string }[];
  return details.length > 0 && details.every(({ path }) => paths.includes(path));
}
