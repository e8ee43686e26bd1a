const SENTENCES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Something listens on {where} already. Stop it, or choose another LEGATOR_LISTEN_ADDR.',
  EADDRNOTAVAIL: 'This machine has no address {where}. Choose another LEGATOR_LISTEN_ADDR.',
  EACCES: 'This user may not use {where}. Choose another one, or run as somebody who may.',
  ECONNREFUSED: 'Nothing answers at {where}. Is the database running, and is LEGATOR_DATABASE_URL right?',
  ENOTFOUND: 'The name {where} is not known. Is LEGATOR_DATABASE_URL right?',
};

interface SystemError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly path?: string;
}

/** Why the start failed, as a sentence that says what to do; what is not known is said in its own words. */
export function startError(error: unknown): string {
  const { code, address, hostname, port, path, message } = error as SystemError;
  const host = address ?? hostname;
  const where = host && port ? `${host}:${port}` : (host ?? path);
  const sentence = where && code ? SENTENCES[code] : undefined;
  return sentence ? sentence.replace('{where}', where!) : message;
}
