import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { Body, Controller, Get, HttpCode, Module, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '@legator/core';
import { startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

const Thing = z.strictObject({ name: z.string().max(10), inner: z.object({ n: z.int() }).optional() });

@Controller('api/v1/things')
@Public()
class ThingsController {
  @Get()
  list(
    @Query({ schema: z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) }) })
    query: {
      limit: number;
    },
  ) {
    return query;
  }

  @Post()
  @HttpCode(201)
  make(@Body({ schema: Thing }) body: z.infer<typeof Thing>) {
    return body;
  }

  @Post('loose')
  @HttpCode(200)
  loose(@Body() body: unknown) {
    return { body };
  }

  @Get('broken')
  broken() {
    throw new Error('secret detail of the inside');
  }

  @Get(':id')
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return { id };
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

describe('every answer of the API', () => {
  let spine: Spine;
  beforeAll(async () => {
    spine = await startSpine([ThingsModule]);
  }, 60_000);
  afterAll(() => spine.close());

  const http = () => request(spine.app.getHttpServer());
  const shape = {
    error: expect.any(String),
    code: expect.any(String),
    message: expect.any(String),
    request_id: expect.any(String),
  };

  it('carries a request id, the caller’s own when it is a plain word', async () => {
    expect((await http().get('/api/v1/things')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const given = await http().get('/api/v1/nothing').set('X-Request-Id', 'trace-1');
    expect(given.body.request_id).toBe('trace-1');
    const hostile = await http().get('/api/v1/nothing').set('X-Request-Id', '<b>x</b>');
    expect(hostile.body.request_id).not.toContain('<');
  });

  it.each([
    ['an unknown route', 'get', '/api/v1/nothing', undefined, 404, 'not_found'],
    ['an unknown route, for writing', 'post', '/api/v1/nothing', {}, 404, 'not_found'],
    ['a broken escape in the path', 'get', '/api/v1/things/%E0%A4%A', undefined, 400, 'invalid_request'],
    ['an id of the wrong form', 'get', '/api/v1/things/17', undefined, 400, 'invalid_request'],
    ['a limit that is too large', 'get', '/api/v1/things?limit=100000', undefined, 400, 'invalid_request'],
    ['a limit below one', 'get', '/api/v1/things?limit=-1', undefined, 400, 'invalid_request'],
    ['a limit that is a word', 'get', '/api/v1/things?limit=many', undefined, 400, 'invalid_request'],
    ['a limit given twice', 'get', '/api/v1/things?limit=1&limit=2', undefined, 400, 'invalid_request'],
    ['no body', 'post', '/api/v1/things', undefined, 400, 'invalid_request'],
    ['a list for an object', 'post', '/api/v1/things', [], 400, 'invalid_request'],
    ['an unknown field', 'post', '/api/v1/things', { name: 'a', tenant_id: 'b' }, 400, 'invalid_request'],
  ] as const)('is JSON with a code for %s', async (_what, method, path, body, status, code) => {
    const answer = await http()
      [method](path)
      .send(body as never);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ ...shape, code });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('names the path of what is wrong', async () => {
    const { body } = await http()
      .post('/api/v1/things')
      .send({ name: 'far too long a name', inner: { n: 'x' } });
    expect(body.details.map(({ path }: { path: string }) => path)).toEqual(['name', 'inner.n']);
  });

  it('is 405 with Allow for a method that the path does not take', async () => {
    const { status, headers, body } = await http().delete('/api/v1/things');
    expect({ status, allow: headers['allow'], code: body.code }).toEqual({
      status: 405,
      allow: 'GET, POST',
      code: 'method_not_allowed',
    });
  });

  it.each([
    ['application/json', '{"name":"a"}'],
    ['text/plain', '{"name":"a"}'],
    ['application/x-www-form-urlencoded', '{"name":"a"}'],
  ])('takes JSON that calls itself %s', async (type, body) => {
    expect((await http().post('/api/v1/things').set('Content-Type', type).send(body)).status).toBe(201);
  });

  it('takes an empty body that calls itself JSON', async () => {
    const { status, body } = await http()
      .post('/api/v1/things/loose')
      .set('Content-Type', 'application/json');
    expect({ status, body }).toEqual({ status: 200, body: { body: {} } });
  });

  it.each([
    ['2 MiB', JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }), 413, 'request_too_large'],
    ['nesting without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'invalid_request'],
    ['half a JSON', '{"name":', 400, 'invalid_request'],
  ])('refuses a body of %s', async (_what, body, status, code) => {
    const answer = await http()
      .post('/api/v1/things/loose')
      .set('Content-Type', 'application/json')
      .send(body);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  });

  it('is 415 for an encoding that cannot be read', async () => {
    const answer = await http().post('/api/v1/things').set('Content-Encoding', 'sdch').send('{"name":"a"}');
    expect({ status: answer.status, code: answer.body.code }).toEqual({
      status: 415,
      code: 'unsupported_media_type',
    });
  });

  it('keeps the inside of a failure to the log', async () => {
    const { status, text } = await http().get('/api/v1/things/broken');
    expect(status).toBe(500);
    expect(text).not.toContain('secret detail');
  });

  it.each([
    ['a page of another site', { Origin: 'https://evil.example' }, 'post', 403],
    ['a name that somebody pointed at this machine', { Host: 'evil.example:8080' }, 'get', 403],
    ['a page without a place of its own', { Origin: 'null' }, 'post', 403],
    ['this very site', { Origin: 'http://127.0.0.1:8080', Host: '127.0.0.1:8080' }, 'post', 201],
    ['another name of this machine', { Host: 'localhost:8080' }, 'get', 200],
  ] as const)('judges by origin: %s', async (_what, headers, method, status) => {
    const asked = http()[method]('/api/v1/things').set(headers);
    expect((await (method === 'post' ? asked.send({ name: 'a' }) : asked)).status).toBe(status);
  });

  it('does not fall over text that is no HTTP', async () => {
    const { port } = spine.app.getHttpServer().address() as AddressInfo;
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('\x00\x01\x02 not http\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await http().get('/api/v1/things')).status).toBe(200);
  });
});
