import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { RedisBus } from '@legator/core';
import { until } from '../../support/core-app.js';
import { freePort } from '../../support/free-port.js';

const installed = spawnSync('redis-server', ['--version']).status === 0;
if (!installed) {
  process.stderr.write(
    '\nSKIPPED: the Redis bus is not tested, because redis-server is not installed here.\n',
  );
}

let server: ChildProcess | undefined;
let port: number;
const buses: RedisBus[] = [];

async function startRedis(): Promise<void> {
  server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '']);
  let text = '';
  server.stdout!.on('data', (chunk) => (text += String(chunk)));
  await until(() => /Ready to accept connections/.test(text));
}

async function stopRedis(): Promise<void> {
  const ended = new Promise((resolve) => server!.once('exit', resolve));
  server!.kill('SIGKILL');
  await ended;
}

afterEach(async () => {
  for (const bus of buses.splice(0)) await bus.close();
  if (server && server.exitCode === null && server.signalCode === null) await stopRedis();
});

async function replica() {
  const bus = new RedisBus(`redis://127.0.0.1:${port}`);
  buses.push(bus);
  const heard: string[] = [];
  bus.subscribe('feed', (payload) => heard.push(payload));
  await until(() => bus.healthy());
  return { bus, heard };
}

(installed ? it : it.skip)('carries hints, and comes back with Redis', async () => {
  port = await freePort();
  await startRedis();
  const one = await replica();
  const two = await replica();
  one.bus.publish('feed', 'a');
  await until(() => two.heard.includes('a'));
  await stopRedis();
  await until(async () => !(await one.bus.healthy()));
  one.bus.publish('feed', 'missed');
  await startRedis();
  await until(() => one.heard.includes('') && two.heard.includes(''));
  one.bus.publish('feed', 'b');
  await until(() => two.heard.includes('b'));
});

it('is not healthy without Redis, and never throws', async () => {
  const bus = new RedisBus(`redis://127.0.0.1:${await freePort()}`);
  buses.push(bus);
  const heard: string[] = [];
  bus.subscribe('feed', (payload) => heard.push(payload));
  bus.publish('feed', 'here');
  await until(() => heard.length === 1);
  expect(await bus.healthy()).toBe(false);
});
