import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { request as requestPlain } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestTls } from 'node:https';
import ipaddr from 'ipaddr.js';
import { isProviderUrl } from '@legator/contracts';
import { isForbiddenAddress } from '@legator/core';
import { OidcRefused } from './oidc-refused.js';

const MAX_BYTES = 512 * 1_024;
const TIMEOUT_MS = 10_000;

/** What of fetch the library uses. */
interface FetchOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * The only way to a provider: by TLS or on this machine, to the very address that was checked, without following
 * redirects, and no more than half a megabyte.
 */
export function guardedFetch(url: string, options: FetchOptions = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    // Queries may be part of an endpoint; credentials in an address may not.
    if (!isProviderUrl(`${target.protocol}//${authorityOf(target)}/`))
      throw refused(`${target.host} is not https`);
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(literal) && isForbiddenAddress(literal))
      throw refused(`${target.host} is no address of a provider`);
    const signal = AbortSignal.any([
      AbortSignal.timeout(TIMEOUT_MS),
      ...(options.signal ? [options.signal] : []),
    ]);
    const settings: RequestOptions = {
      method: options.method ?? 'GET',
      headers: Object.fromEntries(new Headers(options.headers)),
      lookup: checkedLookup,
      signal,
      agent: false,
    };
    const send = target.protocol === 'https:' ? requestTls : requestPlain;
    const outgoing = send(target, settings, (answer) => void read(answer).then(resolve, reject));
    outgoing.on('error', (error) => reject(unreachable(error)));
    outgoing.end(
      options.body === undefined || options.body === null ? undefined : String(options.body as string),
    );
  });
}

/** The addresses that are connected to are the ones that were looked at: no second look-up can give others. */
const checkedLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 4);
    const bad = found.find(({ address }) => isForbiddenAddress(address));
    if (bad || found.length === 0)
      return done(refused(`${hostname} leads to an address of no provider`), '', 4);
    if (options.all) return done(null, found);
    done(null, found[0]!.address, found[0]!.family);
  });
};

async function read(answer: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BYTES) {
      answer.destroy();
      throw refused('its answer is too long');
    }
    parts.push(part);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  const status = answer.statusCode ?? 500;
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : Buffer.concat(parts), { status, headers });
}

function authorityOf({ username, password, host }: URL): string {
  return username || password ? `x:x@${host}` : host;
}

function refused(why: string): OidcRefused {
  return new OidcRefused('oidc_provider', 'provider_address', `The provider is not asked: ${why}.`);
}

function unreachable(cause: Error): Error {
  if (cause instanceof OidcRefused) return cause;
  return new OidcRefused(
    'oidc_provider',
    'provider_unreachable',
    `The provider does not answer: ${cause.message}.`,
    {},
    { cause },
  );
}
