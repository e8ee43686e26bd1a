import type { ModelFailure } from '@legator/contracts';
import { DomainError, redact } from '@legator/core';

/** A provider was asked and did not answer as it should, or was not asked at all. The message is for people. */
export class ModelCallFailed extends Error {
  constructor(
    readonly failure: ModelFailure,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'ModelCallFailed';
  }

  /** What the API answers with: which profile it was, and the cause in words and for programs. */
  toDomainError(profileName: string): DomainError {
    const message = `The model "${profileName}" did not answer: ${this.message}`;
    return new DomainError('bad_gateway', 'llm_unavailable', message, {
      cause: this,
      extra: { cause: this.failure },
    });
  }
}

const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO/;
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address.',
  ENOTFOUND: 'its name leads nowhere.',
  EAI_AGAIN: 'its name cannot be looked up now.',
  EHOSTUNREACH: 'no way leads to its address.',
  ENETUNREACH: 'no way leads to its address.',
  ECONNRESET: 'it closed the line.',
  UND_ERR_SOCKET: 'it closed the line.',
};

/** The cause in words of whatever was thrown on the way to a provider and back. */
export function asModelCallFailed(error: unknown): ModelCallFailed {
  const chain = causes(error);
  const known = chain.find((one) => one instanceof ModelCallFailed);
  if (known) return known;
  const codes = chain.map((one) => String((one as NodeJS.ErrnoException).code ?? ''));
  const say = (failure: ModelFailure, words: string) => new ModelCallFailed(failure, words, { cause: error });
  const refused = chain.find((one) => (one as NodeJS.ErrnoException).code === 'EGRESS_REFUSED');
  if (refused) return say('address_refused', `${refused.message}.`);
  if (chain.some(({ message }) => message === 'bad port'))
    return say('address_refused', 'nothing of the web is at that port.');
  const names = chain.map(({ name }) => name);
  if (names.includes('TimeoutError') || codes.some((code) => /TIMEOUT|ETIMEDOUT/.test(code)))
    return say('timed_out', 'it took too long.');
  const certificate = codes.find((code) => CERTIFICATE.test(code));
  if (certificate !== undefined)
    return say('certificate', `its certificate is not one to trust (${certificate}).`);
  if (chain.some(({ message }) => message === 'terminated'))
    return say('cut_off', 'the line was cut in the middle of its answer.');
  const unreachable = codes.find((code) => code in UNREACHABLE);
  if (unreachable !== undefined) return say('unreachable', UNREACHABLE[unreachable]!);
  return say('not_understood', `its answer cannot be read (${redact(chain[0]!.message).slice(0, 200)}).`);
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; typeof at === 'object' && at !== null && chain.length < 8; at = (at as Error).cause)
    chain.push(at as Error);
  return chain.length > 0 ? chain : [new Error(String(error))];
}
