/** One call of the API as a value: the generated functions below `api/` make it, `Api` sends it. */
export interface ApiRequest<R> {
  readonly method: string;
  /** With its parameters filled in. */
  readonly path: string;
  /** What is undefined is left out; of a list each item is sent. */
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly as: 'json' | 'text' | 'blob' | 'arraybuffer';
  /** Never there; it carries the type of the answer. */
  readonly answer?: R;
}

type QueryValue = string | number | boolean;

/** The address of a call, for links and streams too. */
export function urlOf({ path, query = {} }: ApiRequest<unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const all = value === undefined ? [] : Array.isArray(value) ? value : [value];
    for (const one of all) params.append(name, String(one));
  }
  return params.size > 0 ? `${path}?${params}` : path;
}
