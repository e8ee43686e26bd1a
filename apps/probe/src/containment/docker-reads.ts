import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Docker listens, and where its client looks for it. */
export const DOCKER_SOCKET = '/run/docker.sock';

/** What the client asks to show something; behind the version. Nothing of it starts, changes or copies anything. */
const READS = new RegExp(
  '^(/v[0-9.]+)?/(_ping|version|info|events|system/df|' +
    'containers/json|containers/[^/]+/(json|logs|top|stats|changes)|' +
    'images/json|images/.+/(json|history)|distribution/.+/json|' +
    '(networks|volumes|plugins|nodes|services|tasks|configs)(/[^/]+)?|services/[^/]+/logs|swarm)$',
);
const MOST_CONNECTIONS = 32;

/**
 * Docker's socket for those who only look. Whoever may connect to the real one is as good as root, so the sandbox is given
 * this one, which passes on what reads and refuses the rest, whatever the client was told to do.
 */
export class DockerReads {
  private readonly server: Server;
  private folder: string | undefined;

  constructor(private readonly daemon = DOCKER_SOCKET) {
    this.server = createServer((asked, answer) => this.pass(asked, answer));
    this.server.maxConnections = MOST_CONNECTIONS;
    // Attaching to a container is asked for as a read that turns into something else.
    this.server.on('upgrade', (_asked, socket) => socket.destroy());
    this.server.on('clientError', (_error, socket) => socket.destroy());
  }

  /** @returns where it listens */
  async start(): Promise<string> {
    this.folder = mkdtempSync(join(tmpdir(), 'legator-docker-'));
    const path = join(this.folder, 'docker.sock');
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(path, resolve);
    });
    // It does not keep the probe from ending; the folder lets nobody in, and the sandbox is given the socket itself.
    this.server.unref();
    chmodSync(path, 0o666);
    return path;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method = '', url = '', headers } = asked;
    if (!isRead(method, url)) return refuse(answer, 403, 'Only what reads is passed on to Docker from here.');
    const passed = request(
      {
        socketPath: this.daemon,
        method,
        path: url,
        headers: { host: 'docker', accept: headers.accept ?? '*/*' },
      },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    passed.on('error', () =>
      answer.headersSent ? answer.destroy() : refuse(answer, 502, 'Docker does not answer.'),
    );
    answer.on('close', () => passed.destroy());
    passed.end();
  }
}

function isRead(method: string, url: string): boolean {
  const path = url.split('?')[0]!;
  // An escaped slash or dot could be a longer way to another place.
  return (method === 'GET' || method === 'HEAD') && READS.test(path) && !/%|\/\.|\/\//.test(path);
}

function refuse(answer: ServerResponse, status: number, message: string): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
