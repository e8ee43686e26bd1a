import { Client } from 'pg';
import { describeApi, listRoutes } from '@legator/core';
import type { RouteAccess } from '@legator/core';
import { wrongAnswer } from '../../support/check-answers.js';
import { signedIn } from '../../support/tenants/people.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

let server: WholeServer;
let routes: RouteAccess[];

beforeAll(async () => {
  server = await startWholeServer({ LEGATOR_EXTERNAL_URL: 'http://localhost:8080' });
  routes = listRoutes(server.app);
}, 60_000);
afterAll(() => server.remove());

const name = ({ method, path }: RouteAccess) => `${method} ${path}`;

/** Makes a call and holds its answer against what the route declares. @returns the body */
async function call(
  route: string,
  params: Record<string, string> = {},
  body?: unknown,
  query = '',
  headers = {},
) {
  const found = routes.find((one) => name(one) === route);
  if (!found) throw new Error(`There is no route ${route}.`);
  const path = found.path.replace(/\{(\w+)\}/g, (_all, key: string) => encodeURIComponent(params[key]!));
  const answer = await fetch(`${server.url}${path}${query}`, {
    method: found.method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`${route}: ${answer.status} ${text}`);
  if (answer.status === 204) return expect(found.answers).toEqual([{ schema: undefined, status: 204 }]);
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
  const read: unknown = isJson ? JSON.parse(text) : text;
  expect({ route, wrong: wrongAnswer(found.answers, answer.status, read) }).toEqual({
    route,
    wrong: undefined,
  });
  return read as any;
}

it('says of every route what it answers', () => {
  const silent = routes.filter(({ answers }) => answers.length === 0).map(name);
  const advice = (route: string) =>
    `${route}: put @Answers(ItsView) over the method (schema from libs/contracts), or @AnswersNothing() for 204; then npm run check:generated`;
  expect(silent.map(advice)).toEqual([]);
});

it('names every shape, so that clients can be generated', () => {
  const { paths, components } = describeApi(server.app);
  const operations = Object.values(paths).flatMap((path) => Object.values(path as object));
  const ids = operations.map(({ operationId }) => operationId as string);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+([A-Z][a-z]+)+$/.test(id))).toEqual([]);
  const unnamed = operations.flatMap(({ operationId, responses }) =>
    Object.entries(responses as Record<string, { content?: Record<string, { schema: object }> }>)
      .filter(([, { content }]) => content?.['application/json'])
      .filter(([, { content }]) => !/\$ref/.test(JSON.stringify(content!['application/json']!.schema)))
      .map(([status]) => `${operationId} ${status}: export its schema from libs/contracts`),
  );
  expect(unnamed).toEqual([]);
  const used = new Set(JSON.stringify([paths, components]).match(/(?<=#\/components\/schemas\/)\w+/g));
  expect([...used].filter((one) => !components?.schemas?.[one])).toEqual([]);
});

it('would notice a key that is not declared', () => {
  const { answers } = routes.find((one) => name(one) === 'GET /version')!;
  const build = { commit: 'a', date: 'b', version: 'c' };
  expect(wrongAnswer(answers, 200, build)).toBeUndefined();
  expect(wrongAnswer(answers, 200, { ...build, secret: 1 })).toMatch(/more than its schema names/);
  expect(wrongAnswer(answers, 200, { commit: 'a' })).toMatch(/refuses/);
});

it('answers as declared, on a control plane that has been used', async () => {
  const { token, id: tokenId } = await call('POST /api/v1/tokens', {}, { multi_use: true, tags: ['web'] });
  const { probe_id: id } = await call(
    'POST /api/v1/register',
    {},
    {
      token,
      hostname: 'web-01',
      os: 'linux',
      arch: 'amd64',
    },
  );
  await call('PUT /api/v1/probes/{id}/tags', { id }, { tags: ['web', 'prod'] });
  for (const part of ['', '/health', '/vitals']) await call(`GET /api/v1/probes/{id}${part}`, { id });
  await call('GET /api/v1/probes', {}, undefined, '?limit=1');
  await call('GET /api/v1/fleet/by-tag/{tag}', { tag: 'web' });
  await call('GET /api/v1/fleet/inventory', {}, undefined, '?fields=services,disks,users');
  await call('POST /api/v1/fleet/by-tag/{tag}/command', { tag: 'web' }, { command: 'uptime' });
  const { key } = await call('POST /api/v1/auth/keys', {}, { name: 'one', permissions: ['fleet:read'] });
  await call('DELETE /api/v1/auth/keys/{id}', { id: key.id });
  const { freeze } = await call(
    'POST /api/v1/execution/freeze',
    {},
    { scope: { type: 'tenant' }, reason: 'x' },
  );
  await call('GET /api/v1/execution/freeze');
  await call('DELETE /api/v1/execution/freeze', {}, { id: freeze.id });
  const signal = { type: 'custom.deployed', subject: { type: 'service', id: 'web' }, summary: 'Out.' };
  const posted = await call('POST /api/v1/signals', {}, signal);
  await call('GET /api/v1/signals/{id}', { id: posted.signal.id });
  await call('GET /api/v1/signals/{id}/deliveries', { id: posted.signal.id });
  const model = { name: 'House', provider: 'openai', base_url: 'http://127.0.0.1:9/v1', model: 'small' };
  await call('POST /api/v1/model-profiles', {}, { ...model, is_local: true, is_active: true });
  const elsewhere = [...OF_PEOPLE, ...ELSEWHERE];
  for (const route of routes.filter((one) => isPlainRead(one) && !elsewhere.includes(name(one))))
    await call(name(route), {}, undefined, NEEDED[name(route)]?.replace('{id}', id));
  for (const kinds of ['signal', 'directive', 'audit'])
    await call('GET /api/v1/probes/{id}/timeline', { id }, undefined, `?kinds=${kinds}`);
  await call('POST /api/v1/commands/preview', {}, { probes: [id], command: 'df -h' });
  const { events } = await call('GET /api/v1/audit');
  await call('GET /api/v1/audit/{id}', { id: events[0].id });
  await call('PUT /api/v1/fleet/saved-filters/{name}', { name: 'web' }, { q: 'tag:web' });
  await call('GET /api/v1/fleet/saved-filters');
  await call('DELETE /api/v1/fleet/saved-filters/{name}', { name: 'web' });
  await call('POST /api/v1/fleet/tags', {}, { probes: [id], add: ['new'], remove: [] });
  await call('POST /api/v1/fleet/removals', {}, { probes: ['prb-00000000'] });
  await call('DELETE /api/v1/tokens/{id}', { id: tokenId });
  await call('DELETE /api/v1/probes/{id}', { id });
  await call('POST /api/v1/fleet/cleanup');
}, 60_000);

it('answers people about themselves as declared', async () => {
  const people = await startWholeServer({ LEGATOR_AUTH: 'true' });
  const open = server;
  const owner = new Client({ connectionString: people.databaseUrl });
  await owner.connect();
  const { token } = await signedIn(owner, 'default', 'ana', 'admin');
  await owner.end();
  const headers = { authorization: `Bearer ${token}` };
  server = people;
  try {
    for (const route of OF_PEOPLE) await call(route, {}, undefined, '', headers);
  } finally {
    server = open;
    await people.remove();
  }
}, 60_000);

/** For people alone: a control plane without sign-in knows none. */
const OF_PEOPLE = ['GET /api/v1/profile', 'GET /api/v1/profile/passkeys'];
/** Leads a browser away, to a provider and back. */
const ELSEWHERE = ['GET /auth/oidc/login', 'GET /auth/oidc/callback'];

/** What some reads cannot do without. */
const NEEDED: Readonly<Record<string, string>> = {
  'GET /api/v1/fleet/filter-values': '?key=tag',
  'GET /api/v1/fleet/sparklines': '?ids={id}',
};

/** Reads that need nothing to be asked, and come to an end. */
function isPlainRead({ method, path, answers }: RouteAccess): boolean {
  return method === 'GET' && !path.includes('{') && answers.every(({ type }) => type !== 'text/event-stream');
}
