import express from 'express';
import type { RequestHandler } from 'express';
import request from 'supertest';
import { fallback } from './fallback.js';

function setup() {
  const app = express();
  const passOn: RequestHandler = (_request, _response, next) => next();
  // The two forms in which a framework asks to see every request: neither is an answer to it.
  app.all('{/*splat}', passOn);
  app.route('{/*splat}').all(passOn);
  app.get('/things/:id', (_request, response) => void response.end('a thing'));
  app.put('/things/:id', (_request, response) => void response.end('kept'));
  app.use(fallback(() => (app.router as unknown as { stack: never[] }).stack));
  return request(app);
}

it('names the methods that a path takes, whatever middleware looks at every request', async () => {
  const { status, headers, body } = await setup().delete('/things/1');
  expect({ status, allow: headers['allow'], code: body.code }).toEqual({
    status: 405,
    allow: 'GET, PUT',
    code: 'method_not_allowed',
  });
});

it('is 404 where no route has the path', async () => {
  const { status, body } = await setup().delete('/nothing');
  expect({ status, code: body.code }).toEqual({ status: 404, code: 'not_found' });
});
