import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { BUILT_IN_ROLES } from '@legator/contracts';
import { listRoutes, listSockets } from '@legator/core';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { permissionTable } from '../../../apps/control-plane/src/commands/permission-table.js';
import { root } from '../../support/control-plane.js';
import { startSpine } from '../../support/spine.js';
import { signedIn } from '../../support/tenants/people.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

jest.setTimeout(120_000);

const FILE = readFileSync(join(root, 'docs', 'permissions.txt'), 'utf8');
const ROLES = Object.keys(BUILT_IN_ROLES);

interface Row {
  readonly method: string;
  readonly path: string;
  readonly needs: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** The table as a person reads it, which is what was promised. */
const table: Row[] = [...FILE.matchAll(/^([A-Z]+) +(\/\S*) +(\S.*?) {2,}(\S.*)$/gm)].map((line) => {
  const [, method, path, needs, cells] = line as unknown as [string, string, string, string, string];
  const said = cells.split(/ +/);
  return { method, path, needs, cells: Object.fromEntries(ROLES.map((role, at) => [role, said[at]!])) };
});

let server: WholeServer;
let owner: Client;
let people = 0;

beforeAll(async () => {
  server = await startWholeServer({ LEGATOR_AUTH: 'true' });
  owner = new Client({ connectionString: server.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.remove();
});

/** What the server makes of somebody: the guard's own words tell its refusal from those of the room behind it. */
async function ask({ method, path }: Row, token?: string): Promise<'no' | 'unknown' | 'let in'> {
  const url = `${server.url}${path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000')}`;
  const answer = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
  if (![401, 403].includes(answer.status)) {
    await answer.body?.cancel();
    return 'let in';
  }
  const { code, message } = (await answer.json()) as { code: string; message: string };
  if (code === 'forbidden' && message.startsWith('This needs the permission')) return 'no';
  return code === 'unauthorized' && message.startsWith('Sign in first') ? 'unknown' : 'let in';
}

function openSocket(path: string, token?: string): Promise<number> {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const ws = new WebSocket(server.url.replace(/^http/, 'ws') + path, { headers });
  ws.on('error', () => undefined);
  return new Promise((resolve) => {
    ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    ws.on('open', () => {
      ws.terminate();
      resolve(101);
    });
  });
}

/** Somebody new in this role: some of the routes sign people out. */
const someone = async (role: string) =>
  (await signedIn(owner, 'default', `${role}-${(people += 1)}`, role)).token;

it('is written down as it is', () => {
  expect(FILE).toBe(permissionTable(listRoutes(server.app), listSockets(server.app)));
  expect(table.length).toBe(listRoutes(server.app).length + listSockets(server.app).length);
  expect(new Set(table.flatMap(({ cells }) => Object.values(cells)))).toEqual(new Set(['yes', '-', 'open']));
});

it.each(ROLES)('is so for every cell of %s', async (role) => {
  const wrong: unknown[] = [];
  for (const row of table.filter(({ method }) => method !== 'SOCKET')) {
    const heard = await ask(row, await someone(role));
    const said = row.cells[role] === '-' ? 'no' : 'let in';
    if (heard !== said) wrong.push({ ...row, role, heard });
  }
  expect(wrong).toEqual([]);
});

it('is so for whoever is not signed in', async () => {
  const wrong: unknown[] = [];
  for (const row of table.filter(({ method }) => method !== 'SOCKET')) {
    const heard = await ask(row);
    if (heard !== (row.needs === 'public' ? 'let in' : 'unknown')) wrong.push({ ...row, heard });
  }
  expect(wrong).toEqual([]);
});

it('is so for sockets, for each role, for one that holds nothing of it, and for nobody', async () => {
  const sockets = table.filter(({ method }) => method === 'SOCKET');
  expect(sockets.map(({ path }) => path)).toEqual(['/ws/chat', '/ws/console', '/ws/fleet-chat']);
  await owner.query(
    `insert into auth_role (tenant_id, name, permissions) values ('default', 'writer', '{signal:write}')`,
  );
  // This one says what it is about; the fleet is always there.
  const at = (path: string) => (path === '/ws/chat' ? `${path}?probe_id=fleet` : path);
  for (const { path, cells } of sockets) {
    for (const role of ROLES)
      expect([role, await openSocket(at(path), await someone(role))]).toEqual([
        role,
        cells[role] === '-' ? 403 : 101,
      ]);
    expect(await openSocket(at(path), await someone('writer'))).toBe(403);
    expect(await openSocket(at(path))).toBe(401);
  }
});

it('lets nobody use a route that does not say who may, not even an administrator', async () => {
  @Controller('api/v1/forgotten')
  class ForgottenController {
    @Get()
    read(): string {
      return 'secret';
    }
  }
  @Module({ controllers: [ForgottenController] })
  class ForgottenModule {}

  const spine = await startSpine([ForgottenModule]);
  try {
    const answer = await fetch(`${await spine.app.getUrl()}/api/v1/forgotten`);
    expect([answer.status, (await answer.text()).includes('secret')]).toEqual([403, false]);
    const [route] = listRoutes(spine.app).filter(({ path }) => path === '/api/v1/forgotten');
    expect(permissionTable([route!], [])).toMatch(/forgotten +closed +- +- +- +-$/m);
  } finally {
    await spine.close();
  }
});

it('does not start with a socket that does not say who may open it', async () => {
  @WebSocketGateway({ path: '/ws/forgotten' })
  class ForgottenGateway {}
  @Module({ providers: [ForgottenGateway] })
  class ForgottenModule {}

  await expect(startSpine([ForgottenModule])).rejects.toThrow(
    'The socket at /ws/forgotten does not say who may open it',
  );
});
