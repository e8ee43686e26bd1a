import type { DataBoundary } from '@legator/contracts';
import type { Response as WebResponse } from 'undici';
import type { Profile } from '../profiles/profile.js';
import { asModelCallFailed, ModelCallFailed } from './model-call-failed.js';
import type { Egress } from './egress.js';
import { leaving } from './leaving.js';
import { prepareBody } from './outgoing-body.js';
import { refusalOf } from './refusals.js';

const MAX_BYTES = 10 * 1_024 * 1_024;

/** What of a library's own headers goes with a request; all else would tell the provider about this machine. */
const PASSED = ['accept', 'content-type', 'anthropic-version', 'anthropic-beta'];

export interface LineOptions {
  readonly profile: Profile;
  readonly key: string;
  readonly boundary: DataBoundary;
  /** Ends whatever is under way. */
  readonly signal: AbortSignal;
  /** For what has no body of messages in it, such as the list of models. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The only way to a provider. Every text passes `leaving` here, the key is put on here and nowhere before, and it goes
 * to no other place than the profile says. What went wrong is kept, because libraries bury it.
 */
export class ProviderLine {
  failure: ModelCallFailed | undefined;

  constructor(
    private readonly egress: Egress,
    private readonly options: LineOptions,
  ) {}

  /** In the form that the libraries of providers take. */
  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    try {
      return (await this.send(input, init)) as unknown as Response;
    } catch (error) {
      this.failure = asModelCallFailed(error);
      throw this.failure;
    }
  };

  private async send(input: string | URL | Request, init: RequestInit): Promise<WebResponse> {
    const { profile, signal } = this.options;
    const url = this.checked(input);
    const signals = [signal, ...(init.signal ? [init.signal] : [])];
    const answer = await this.egress.fetch(url, profile.isLocal ? 'private' : 'public', {
      method: init.method ?? 'GET',
      headers: this.headers(init.headers),
      ...(init.body == null ? {} : { body: this.body(init.body) }),
      signal: AbortSignal.any(signals),
    });
    if (!answer.ok) throw await refusalOf(answer, this.options);
    return limited(answer);
  }

  private checked(input: string | URL | Request): string {
    const url = new URL(input instanceof Request ? input.url : input);
    const { profile } = this.options;
    if (url.origin !== new URL(profile.baseUrl).origin || url.username || url.password)
      throw new ModelCallFailed('address_refused', `${url.host} is not where this model is.`);
    if (!profile.isLocal && url.protocol !== 'https:')
      throw new ModelCallFailed('address_refused', 'only a model in the house is asked without TLS.');
    return url.href;
  }

  private headers(given: RequestInit['headers']): Record<string, string> {
    const theirs = new Headers(given);
    const passed = PASSED.filter((name) => theirs.has(name)).map((name) => [name, theirs.get(name)!]);
    return {
      ...Object.fromEntries(passed),
      'user-agent': 'legator',
      'accept-encoding': 'identity',
      ...keyHeader(this.options),
      ...this.options.headers,
    };
  }

  private body(body: NonNullable<RequestInit['body']>): string {
    if (typeof body !== 'string') throw new ModelCallFailed('refused', 'the request is not one of text.');
    const { boundary } = this.options;
    return JSON.stringify(prepareBody(JSON.parse(body) as unknown, boundary, leaving));
  }
}

function keyHeader({ profile, key }: LineOptions): Record<string, string> {
  if (key === '') return {};
  return profile.provider === 'anthropic' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` };
}

/** The same answer, which breaks off where it gets too long, unpacked as it is. */
async function limited(answer: WebResponse): Promise<WebResponse> {
  if (!answer.body) return answer;
  let size = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      size += part.byteLength;
      if (size > MAX_BYTES) throw new ModelCallFailed('too_long', 'its answer is longer than 10 MB.');
      controller.enqueue(part);
    },
  });
  const { Response: Whole } = await import('undici');
  const { status, headers } = answer;
  return new Whole(answer.body.pipeThrough(counting as never), { status, headers });
}
