import { readFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

/**
 * The listening socket, open from the first moment: whoever comes before the application is ready waits instead of
 * being refused, so a probe that starts together with its control plane does not back off.
 */
export class EarlyServer {
  private readonly server: Server;
  private handler: RequestListener | undefined;
  private upgrade: UpgradeListener | undefined;
  private early: (() => void)[] = [];

  constructor(private readonly settings: ServerSettings) {
    const listener: RequestListener = (request, response) => {
      if (this.handler) this.handler(request, response);
      else this.early.push(() => this.handler!(request, response));
    };
    this.server = settings.tls
      ? createHttps(
          { cert: readFileSync(settings.tls.certFile), key: readFileSync(settings.tls.keyFile) },
          listener,
        )
      : createHttp(listener);
    this.server.headersTimeout = 15_000;
    this.server.requestTimeout = 60_000;
    this.server.keepAliveTimeout = 75_000;
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // A socket that breaks while it waits must not take the process with it.
      socket.on('error', () => socket.destroy());
      if (this.upgrade) this.upgrade(request, socket, head);
      else this.early.push(() => this.upgrade!(request, socket, head));
    });
  }

  /** @returns the port, which the system chose when 0 was asked for */
  listen(): Promise<number> {
    const { host, port } = this.settings;
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ host, port, backlog: 4_096 }, () => {
        this.server.removeListener('error', reject);
        resolve((this.server.address() as { port: number }).port);
      });
    });
  }

  /** From now on the application answers, beginning with those who waited. */
  ready(handler: RequestListener, upgrade: UpgradeListener): void {
    this.handler = handler;
    this.upgrade = upgrade;
    const early = this.early;
    this.early = [];
    for (const serve of early) serve();
  }

  /** Takes no new connections; idle ones end at once. Requests under way get the time given. */
  close(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const force = setTimeout(() => this.server.closeAllConnections(), graceMs);
      this.server.close(() => {
        clearTimeout(force);
        resolve();
      });
      this.server.closeIdleConnections();
    });
  }
}
