import type { ApiError } from '../../core/api-error';

/** What is wrong with one field: `windows.0.to`, or empty for the whole. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What the control plane says about a template; nothing when the error is about something else. */
export function problemsOf(error: ApiError): readonly Problem[] | undefined {
  if (error.status !== 400) return undefined;
  const told = error.body['details'];
  if (!Array.isArray(told)) return [{ path: '', message: error.message }];
  return (told as unknown[]).flatMap((one) => {
    const { path, message } = (one ?? {}) as Record<string, unknown>;
    if (typeof message !== 'string') return [];
    return [{ path: String(path ?? '').replace(/^document(\.|$)/, ''), message: tidy(message) }];
  });
}

/** What is wrong with this field, or inside of it. */
export function problemAt(problems: readonly Problem[], path: string): string {
  const found = problems.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  return found
    .map((one) => (one.path === path ? one.message : `${one.path.slice(path.length + 1)}: ${one.message}`))
    .join('; ');
}

/** Where a JSON text breaks off being one, in words. Browsers say it differently; some say no place. */
export function syntaxProblem(text: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const at = /position (\d+)/.exec(message)?.[1];
  if (at === undefined) return message;
  const before = text.slice(0, Number(at)).split('\n');
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${message.replace(/ (in JSON )?at position.*$/, '')}`;
}

/** What the schema says, as somebody would say it who knows no schemas. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/^Invalid option: expected one of /, 'must be one of '],
  [/^Invalid input: expected (nonoptional|string|array|object), received undefined$/, 'is missing'],
  [/^Invalid input: expected (number|int|string|boolean|array|object), received .*$/, 'must be a $1'],
  [/^Too small: expected (?:string|array) to have >=1 (?:characters|items)$/, 'must not be empty'],
  [/^Too (?:small|big): expected \w+ to be (.*)$/, 'must be $1'],
  [/^Too (?:small|big): expected \w+ to have (.*)$/, 'must have $1'],
  [/^Unrecognized keys?: (.*)$/, 'is not known: $1'],
];

function tidy(message: string): string {
  return PHRASES.reduce((text, [found, said]) => text.replace(found, said), message).replaceAll(
    '"|"',
    '", "',
  );
}
