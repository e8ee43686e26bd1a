import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DockerReads } from './docker-reads.js';

let folder: string;
let daemon: Server;
let reads: DockerReads;
let socket: string;
const seen: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probe-docker-'));
  daemon = createServer((asked, answer) => {
    seen.push(`${asked.method} ${asked.url}`);
    answer.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  await new Promise<void>((done) => daemon.listen(join(folder, 'real.sock'), done));
  reads = new DockerReads(join(folder, 'real.sock'));
  socket = await reads.start();
});
afterAll(() => {
  reads.stop();
  daemon.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => seen.splice(0));

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  new Promise<number>((resolve) => {
    const asked = request({ socketPath: socket, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on('error', () => resolve(0));
    asked.on('upgrade', () => resolve(101));
    asked.end(method === 'POST' ? '{}' : undefined);
  });

it.each([
  ['HEAD', '/_ping'],
  ['GET', '/v1.47/containers/json?all=1'],
  ['GET', '/v1.47/containers/web-1/logs?stdout=1&tail=10'],
  ['GET', '/v1.47/containers/web-1/stats?stream=0'],
  ['GET', '/v1.47/images/registry.example.com/team/app:1/json'],
  ['GET', '/v1.47/networks'],
  ['GET', '/info'],
])('passes on what reads: %s %s', async (method, path) => {
  expect(await ask(method, path)).toBe(200);
  expect(seen).toEqual([`${method} ${path}`]);
});

it.each([
  ['POST', '/v1.47/containers/create'],
  ['POST', '/v1.47/containers/web-1/stop'],
  ['POST', '/v1.47/containers/json'],
  ['DELETE', '/v1.47/containers/web-1'],
  ['PUT', '/v1.47/containers/web-1/archive?path=/'],
  ['GET', '/v1.47/containers/web-1/archive?path=/etc/shadow'],
  ['GET', '/v1.47/containers/web-1/export'],
  ['GET', '/v1.47/containers/web-1/attach/ws'],
  ['GET', '/v1.47/images/get?names=app'],
  ['GET', '/v1.47/secrets'],
  ['GET', '/v1.47/networks/../containers/web-1/export'],
  ['GET', '/v1.47/images/x%2F..%2F..%2Fcontainers/json'],
  ['GET', '//containers/json'],
  ['POST', '/grpc'],
])('refuses the rest, and Docker hears nothing of it: %s %s', async (method, path) => {
  expect(await ask(method, path)).toBe(403);
  expect(seen).toEqual([]);
});

it('lets no read turn into something else', async () => {
  const headers = { connection: 'upgrade', upgrade: 'tcp' };
  expect(await ask('GET', '/v1.47/containers/json', headers)).toBe(0);
  expect(seen).toEqual([]);
});

it('listens where nobody of the host gets in', () => {
  expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
});

it('says that Docker does not answer', async () => {
  const away = new DockerReads(join(folder, 'no.sock'));
  socket = await away.start();
  expect(await ask('GET', '/info')).toBe(502);
  away.stop();
});
