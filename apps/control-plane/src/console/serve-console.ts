import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { BuiltConsole } from './built-console.js';
import type { ConsoleFile } from './console-files.js';
import { renderPage, SAFETY_HEADERS } from './console-page.js';

/** These belong to programs: whatever is not found below them is theirs to say, in their own form. */
const RESERVED = ['api', 'auth', 'ws', 'healthz', 'readyz', 'version', 'metrics', 'download', 'install.sh'];
const YEAR_SECONDS = 31_536_000;
const LOOKS_LIKE_A_FILE = /\.[a-z0-9]{1,11}$/i;

export interface ConsoleOptions {
  /** The folder with the built console. */
  readonly root: string;
  /** First parts of paths, beside the usual ones, that never get the page. */
  readonly reserved?: readonly string[];
}

/**
 * Serves the console: its files, compressed and for ever where their name holds a hash, and for every other address a
 * browser opens the page itself, which decides what is there. Everything else goes on to the routes.
 */
export function serveConsole({ root, reserved = [] }: ConsoleOptions): RequestHandler {
  const built = new BuiltConsole(root);
  const taken = new Set([...RESERVED, ...reserved]);

  return (request: Request, response: Response, next: NextFunction): void => {
    const path = safePath(request.path);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || path === undefined || taken.has(firstPart(path))) return next();
    const file = built.file(path);
    if (file) return sendFile(file, request, response, next);
    if (!wantsPage(path, request)) return next();
    sendPage(built.template, request, response);
  };
}

/** The path as it was meant; nothing for one that is broken or tries to climb, however it is written. */
function safePath(raw: string): string | undefined {
  try {
    const path = decodeURIComponent(raw);
    if (
      /[\u0000-\u001f\\%]|\/\//.test(path) ||
      path.split('/').some((part) => part === '..' || part === '.')
    ) {
      return undefined;
    }
    return path;
  } catch {
    return undefined;
  }
}

function firstPart(path: string): string {
  return path.split('/')[1]!.toLowerCase();
}

/** A program that takes anything gets the page at the front door only: elsewhere a mistyped path should fail plainly. */
function wantsPage(path: string, request: Request): boolean {
  if (path === '/' || path === '/index.html') return request.accepts('html') !== false;
  return !LOOKS_LIKE_A_FILE.test(path) && request.accepts(['json', 'html']) === 'html';
}

function sendPage(template: string | undefined, request: Request, response: Response): void {
  response.set(SAFETY_HEADERS);
  if (template === undefined) {
    response.status(503).set('Cache-Control', 'no-store').type('text/plain');
    return void response.end(
      'The console has not been built. Run npm run build, then load this page again.\n',
    );
  }
  const { html, headers } = renderPage(template);
  response
    .status(200)
    .set(headers)
    .set('Content-Length', String(Buffer.byteLength(html)));
  response.end(request.method === 'HEAD' ? undefined : html);
}

function sendFile(file: ConsoleFile, request: Request, response: Response, next: NextFunction): void {
  const twin = file.twins.find(({ encoding }) => request.acceptsEncodings(encoding));
  const path = twin?.path ?? file.path;
  const found = statSync(path, { throwIfNoEntry: false });
  // A newer build has taken it away meanwhile.
  if (!found) return next();
  response.set({
    ...SAFETY_HEADERS,
    'Content-Type': file.type,
    'Cache-Control': file.isImmutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
    ETag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}${twin ? `-${twin.encoding}` : ''}"`,
  });
  if (file.twins.length > 0) response.vary('Accept-Encoding');
  if (request.fresh) {
    response.removeHeader('Content-Type');
    return void response.status(304).end();
  }
  if (twin) response.set('Content-Encoding', twin.encoding);
  response.status(200).set('Content-Length', String(found.size));
  if (request.method === 'HEAD') return void response.end();
  // After the headers are out a lost file or a lost reader can only end the connection; pipeline does.
  pipeline(createReadStream(path), response, () => undefined);
}
